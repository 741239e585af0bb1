internal import Dispatch
internal import SluiceConfig
package import SluiceCore
package import SluicePipeline
package import SluiceStore
package import SluiceSystem
internal import Synchronization

/// Makes a station's database anew from the archive and `quarantine/`; the old one stays until the new one is complete.
///
/// A crash at any point leaves the old database, or the new one: never half of one. Blocks the thread that asks.
package struct StationRebuild {
    /// What came of it.
    package struct Outcome {
        /// What became of each file.
        package var files: [FileOutcome] = []
        /// Files of the old ledger that lie nowhere.
        package var missing: [LedgerEntry] = []
        /// Operators' decisions of the old database that the new one has; nil when the old one cannot be read.
        package var adopted: AdoptedDecisions?
        /// How many decided records of the old database the new one does not have as they were.
        package var lostDecisions = 0
        /// Where the old database lies now; nil when there was none.
        package var aside: [UInt8]?
        /// Why files do not follow the new database, which is in force; nil when they do.
        package var behind: String?

        /// Nothing done.
        package init() {}
    }

    /// Files that are asked of the pipeline at once.
    private static let batch = 200

    private let session: StationSession
    private let system: System
    private let owned: OwnedStation
    private let settings: PipelineSettings
    private let store: Directory
    /// The database whose decisions are taken over.
    private let decisions: [UInt8]
    private var station: CheckedStation

    /// A rebuild of a station, which is locked from here on; `decisions` is the path of a backup whose decisions count.
    ///
    /// Throws `owned`, or what is wrong with its settings or that backup.
    package init(
        _ session: StationSession, decisions: [UInt8]? = nil, system: System
    ) throws(CommandFailure) {
        self.session = session
        self.system = system
        owned = try OwnedStation(session, makesDatabase: true, system: system)
        var settings = session.settings.pipeline
        settings.taking.catalog = try session.datasets.catalog()
        // What is held is held already: its limit must not stop this.
        settings.supersedesByPolicy = false
        settings.leavesFiles = true
        settings.quarantineLimit = HeldTotals(records: .max, bytes: .max)
        self.settings = settings
        do {
            store = try session.settings.directory(\.store, in: session.station, system).open()
            if let decisions { try StoreReader(path: decisions, system: system).close() }
        } catch {
            throw CommandFailure(error)
        }
        self.decisions = decisions ?? session.store.path
        station = CheckedStation(system: system)
        station.archive = owned.parts.archive.directory
        station.quarantine = owned.parts.quarantine.directory
    }

    /// What a new database mends, by the checks that the doctor makes; empty when there is nothing to rebuild. Reads all of the old
    /// one.
    package func defects() -> [StationDefect] {
        do {
            guard let reader = try session.store.reader() else {
                return [StationDefect(.error, "database", "there is none", needsRebuild: true)]
            }
            defer { reader.close() }
            var station = station
            station.reader = reader
            return StationCheck.ofRebuild.flatMap { check -> [StationDefect] in
                guard case .made(let list) = check.result(on: station) else { return [] }
                return list.defects.filter(\.needsRebuild)
            }
        } catch {
            let reason = CommandFailure(error).message
            return [StationDefect(.error, "database", reason, needsRebuild: true)]
        }
    }

    /// True when a database is there of which nothing is lost to its reader: what it has of files that lie nowhere would be.
    package var isDatabaseReadable: Bool {
        guard let reader = try? session.store.reader() else { return false }
        defer { reader.close() }
        return (try? reader.quickCheck().isEmpty) ?? false
    }

    /// What would be taken.
    package func plan() throws -> RebuildPlan {
        try RebuildPlan(station, history: history().files)
    }

    /// Does it; `progress` is told after each batch how many files of all are done.
    package func run(progress: (_ done: Int, _ all: Int) -> Void) throws -> Outcome {
        let (files, decided) = history()
        let plan = try RebuildPlan(station, history: files)
        let replacement = DatabaseReplacement(
            of: Array(StationStore.fileName.utf8), in: store)
        try replacement.removeUnfinished()
        let path = store.shownPath + [47] + DatabaseReplacement.buildingName
        var outcome = Outcome()
        outcome.missing = plan.missing
        do {
            outcome.files = try take(plan, into: path, progress)
            try finish(path, files: files, decided: decided, &outcome)
            try QuarantineNote.remove(from: owned.parts.store)
        } catch {
            // What there is of the new one may fill the disk.
            try? replacement.removeUnfinished()
            throw error
        }
        outcome.aside = try replacement.replace()
        outcome.behind = followDatabase(outcome.adopted?.files ?? [])
        return outcome
    }

    /// Gives the new database what the old one knows, and makes it one file.
    private func finish(
        _ path: [UInt8], files: [LedgerEntry], decided: Int?, _ outcome: inout Outcome
    ) throws {
        let made = try Store(path: path, options: StoreOptions(creates: false))
        do {
            try made.adoptCommitTimes(of: files)
            if let decided {
                outcome.adopted = try adopt(in: made)
                outcome.lostDecisions = max(0, decided - (outcome.adopted?.entries ?? 0))
            }
        } catch {
            made.close()
            throw error
        }
        try made.closeAsSingleFile()
    }

    /// Takes the decisions over; nil when the database that has them cannot be read. Throws what may pass: with it nothing is to
    /// be replaced.
    private func adopt(in made: Store) throws(StoreError) -> AdoptedDecisions? {
        do throws(StoreError) {
            return try made.adoptDecisions(ofDatabase: decisions)
        } catch  where !error.isRefusal {
            return nil
        }
    }

    /// Has files lie where the new database says, and those of `quarantine/` say what it holds; answers what keeps them from it.
    ///
    /// Only now that it is in force: a rebuild that is cut before leaves every file as it was, and one that is cut here is finished
    /// by the next start, and by `sluice doctor --repair`.
    private func followDatabase(_ adopted: [Int64]) -> String? {
        var settings = settings
        settings.leavesFiles = false
        let pipeline = Pipeline(system: system, station: owned.parts, settings: settings) { _ in }
        let failure = Self.wait { done in pipeline.start(watchingInbox: false) { done($0) } }
        if failure == nil { Self.wait { done in pipeline.drain { _ in done(()) } } }
        Self.wait { done in pipeline.stop { done(()) } }
        if let failure { return failure.message }
        do {
            let reader = try owned.parts.openReader()
            defer { reader.close() }
            var rebuilt = station
            rebuilt.reader = reader
            try DefectRepairing(rebuilt) {
                throw CommandFailure(.internalFault, "the database is open already")
            }.followDatabase(adopted)
            let pending = try reader.totals().pendingArchive
            return pending == 0 ? nil : "\(pending) files could not be moved yet"
        } catch {
            return CommandFailure(error).message
        }
    }

    /// What can still be read of the old ledger, and how many entries were decided; nothing where that is gone or damaged.
    ///
    /// Where the old database cannot be read, the one with the decisions tells of files, too.
    private func history() -> (files: [LedgerEntry], decided: Int?) {
        let known = (try? session.store.reader()) ?? nil
        let deciding = try? StoreReader(path: decisions, system: system)
        defer {
            known?.close()
            deciding?.close()
        }
        var files: [LedgerEntry] = []
        while let page = try? (known ?? deciding)?.ledgerPage(
            after: files.last?.id ?? 0, limit: 1000), !page.isEmpty
        { files += page }
        return (files, try? deciding?.decidedEntries())
    }

    private func take(
        _ plan: RebuildPlan, into path: [UInt8], _ progress: (Int, Int) -> Void
    ) throws -> [FileOutcome] {
        var parts = owned.parts
        let system = system
        parts.openStore = { (creates) throws(StoreError) in
            try Store(path: path, options: StoreOptions(creates: creates))
        }
        parts.openReader = { () throws(StoreError) in try StoreReader(path: path, system: system) }
        let pipeline = Pipeline(system: system, station: parts, settings: settings) { _ in }
        let failure = Self.wait { done in
            pipeline.start(watchingInbox: false) { done($0) }
        }
        if let failure { throw CommandFailure(.unavailable, failure.message) }
        defer { Self.wait { done in pipeline.stop { done(()) } } }
        // Rules for repeated keys depend on the order of files: then one after the other.
        let hasRules = settings.taking.catalog.all.contains {
            $0.duplicateRule.map { $0.policy != .keep } ?? false
        }
        let all = plan.files.count + plan.repeated.count
        var outcomes: [FileOutcome] = []
        for files in [plan.files, plan.repeated] {
            for start in stride(from: 0, to: files.count, by: hasRules ? 1 : Self.batch) {
                let batch = Array(files[start...].prefix(hasRules ? 1 : Self.batch))
                let results = Self.wait { done in
                    pipeline.take(kept: batch) { done($0.map(FileOutcome.init)) }
                }
                outcomes += results
                try Self.refuse(results)
                progress(outcomes.count, all)
            }
        }
        return outcomes
    }

    /// A file that could not be stored ends it: the old database stays.
    private static func refuse(_ results: [FileOutcome]) throws(CommandFailure) {
        for result in results {
            switch result.end {
            case .failed(let reason), .unreadable(let reason):
                throw CommandFailure(
                    .unavailable, "\(PathText.shown(result.path)): \(reason)",
                    hint: "nothing was changed; see to that and run it again")
            case .committed, .duplicate, .rejected: continue
            }
        }
    }

    @discardableResult
    private static func wait<Answer: Sendable>(
        _ ask: (@escaping @Sendable (Answer) -> Void) -> Void
    ) -> Answer {
        let answered = DispatchSemaphore(value: 0)
        let answer = AnswerHolder<Answer>()
        ask {
            answer.set($0)
            answered.signal()
        }
        while true {
            answered.wait()
            if let value = answer.value { return value }
        }
    }
}

/// Carries an answer from the pipeline's queue to the thread that waits for it.
private final class AnswerHolder<Answer: Sendable>: Sendable {
    private let held = Mutex<Answer?>(nil)

    var value: Answer? { held.withLock { $0 } }

    func set(_ answer: Answer) { held.withLock { $0 = answer } }
}
