package import SluiceSystem

/// Delivers the files of a plan to an inbox: written under a hidden name that no inbox takes, then moved to their own.
///
/// Blocks. On failure no unfinished file stays; the files already delivered do.
package struct Simulation {
    /// Prefix of the names of unfinished files.
    private static let hiddenPrefix = Array(".".utf8)
    /// Suffix of the names of unfinished files.
    private static let hiddenSuffix = Array(".part".utf8)

    /// True for the name of a file that a simulation has not finished.
    static func isUnfinished(_ name: [UInt8]) -> Bool {
        name.starts(with: hiddenPrefix + Array(SimulationPlan.namePrefix.utf8))
            && name.suffix(hiddenSuffix.count).elementsEqual(hiddenSuffix)
    }

    private let plan: SimulationPlan
    private let system: System
    private let inbox: Directory

    /// A file that is written and not yet delivered.
    private struct Prepared {
        let name: [UInt8]
        let counts: SimulationCounts
    }

    /// A simulation that delivers to a directory.
    package init(_ plan: SimulationPlan, system: System, inbox: Directory) {
        self.plan = plan
        self.system = system
        self.inbox = inbox
    }

    /// Writes all files first and then delivers them at once.
    package func deliverAtOnce() throws(SystemError) -> SimulationCounts {
        var prepared: [Prepared] = []
        var counts = SimulationCounts()
        do throws(SystemError) {
            for index in 0..<plan.files { prepared += try prepare(index) }
            for file in prepared { counts += try deliver(file) }
        } catch {
            for file in prepared { try? inbox.remove(Self.hidden(file.name)) }
            throw error
        }
        return counts
    }

    /// Delivers file after file, each when it is its turn; ends early when `awaitTurn` answers false.
    ///
    /// - Parameter awaitTurn: blocks until the file of this number, copies counted, may be delivered.
    package func deliver(
        whenever awaitTurn: (Int) -> Bool
    ) throws(SystemError) -> SimulationCounts {
        var counts = SimulationCounts()
        for index in 0..<plan.files {
            var prepared = try prepare(index)[...]
            while let file = prepared.first {
                guard awaitTurn(counts.files + counts.copies) else {
                    for file in prepared { try inbox.remove(Self.hidden(file.name)) }
                    return counts
                }
                do throws(SystemError) {
                    counts += try deliver(file)
                } catch {
                    for file in prepared { try? inbox.remove(Self.hidden(file.name)) }
                    throw error
                }
                prepared.removeFirst()
            }
        }
        return counts
    }

    /// What would be delivered; nothing is written.
    package func rehearse() -> SimulationCounts {
        var counts = SimulationCounts()
        for index in 0..<plan.files {
            let file = SimulatedFile(plan, index: index).write { _ in }
            counts += file
            if plan.hasCopy(index) { counts += file.asCopies }
        }
        return counts
    }

    /// Writes a file, and its copy if it has one, under hidden names.
    private func prepare(_ index: Int) throws(SystemError) -> [Prepared] {
        let original = Prepared(
            name: Array(plan.name(index).utf8),
            counts: try write(index, as: Array(plan.name(index).utf8)))
        guard plan.hasCopy(index) else { return [original] }
        let name = Array(plan.name(index, isCopy: true).utf8)
        do throws(SystemError) {
            return [original, Prepared(name: name, counts: try write(index, as: name).asCopies)]
        } catch {
            try? inbox.remove(Self.hidden(original.name))
            throw error
        }
    }

    private func write(_ index: Int, as name: [UInt8]) throws(SystemError) -> SimulationCounts {
        let hidden = Self.hidden(name)
        try inbox.remove(hidden)
        do throws(SystemError) {
            let file = try inbox.create(hidden)
            return try SimulatedFile(plan, index: index).write { (block) throws(SystemError) in
                try system.write(block, to: file)
            }
        } catch {
            try? inbox.remove(hidden)
            throw error
        }
    }

    private func deliver(_ file: Prepared) throws(SystemError) -> SimulationCounts {
        try inbox.move(Self.hidden(file.name), to: inbox, as: file.name)
        return file.counts
    }

    private static func hidden(_ name: [UInt8]) -> [UInt8] { hiddenPrefix + name + hiddenSuffix }
}
