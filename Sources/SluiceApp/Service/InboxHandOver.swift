internal import SluiceCore
package import SluiceSystem

/// Gives files to the instance that owns a station, by way of its inbox.
///
/// A copy is written under a hidden name and renamed when it is complete, so that the owner takes it at once and whole;
/// the file itself stays where it is. The copy has the file's name, with `.csv` appended where it has not.
package struct InboxHandOver: Sendable {
    private static let blockBytes = 256 << 10
    private let inbox: Directory
    private let system: System

    /// A hand-over into an inbox.
    package init(inbox: Directory, system: System) {
        self.inbox = inbox
        self.system = system
    }

    /// Copies a file into the inbox and answers its name there. On failure nothing is left behind.
    package func give(_ path: [UInt8]) throws(SystemError) -> [UInt8] {
        let source = try system.openForReading(path: path)
        let temporary = Array(
            ".sluice-\(system.processIdentifier)-\(system.monotonicNanoseconds()).part".utf8)
        do {
            try copy(source, to: try inbox.create(temporary))
            return try name(temporary, like: path)
        } catch {
            try? inbox.remove(temporary)
            throw error
        }
    }

    private func copy(
        _ source: FileDescriptor, to target: FileDescriptor
    ) throws(SystemError) {
        var block = [UInt8](repeating: 0, count: Self.blockBytes)
        while true {
            let count = try system.read(source, into: &block, at: 0)
            if count == 0 { break }
            try system.write(Array(block[..<count]), to: target)
        }
        try system.synchronize(target)
    }

    /// Moves the copy to the first free name: `x.csv`, `x.1.csv`, `x.2.csv` ….
    private func name(_ temporary: [UInt8], like path: [UInt8]) throws(SystemError) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        var stem = Array(path.split(separator: slash).last ?? []).drop { $0 == UInt8(ascii: ".") }
        let ending = stem.suffix(4)
        if String(decoding: ending, as: UTF8.self).lowercased() == ".csv" { stem.removeLast(4) }
        var number = 0
        while true {
            let middle = number == 0 ? "" : ".\(number)"
            let name = Array(stem.prefix(200)) + Array("\(middle).csv".utf8)
            do {
                try inbox.move(temporary, to: inbox, as: name)
                return name
            } catch  where error.isTaken {
                number += 1
            }
        }
    }
}
