package import SluiceCore
internal import SluiceConfig
package import SluicePipeline
internal import SluiceStore
package import SluiceSystem

/// Examines a station by every check of the catalog, whether or not an instance owns it, and repairs what is safe to repair.
///
/// Confined to the thread that made it, like the connection it reads by.
package struct StationDoctor {
    /// What came of one check.
    package struct Examination {
        /// Its name.
        package let name: String
        /// What holds when it found nothing.
        package let promise: String
        /// What it found.
        package let result: StationCheck.Result
    }

    private let session: StationSession
    private let system: System
    private var station: CheckedStation
    /// What is wrong with the database as a whole: nothing, or the one reason why it cannot be read.
    private var opening = DefectList()
    /// Holds the station's lock while repairs are made.
    private var lock: Directory?

    /// A doctor for a station. With `isOwner` the station is locked until the doctor goes away; throws `owned` when another has it.
    package init(
        _ session: StationSession, system: System, isDeep: Bool, isOwner: Bool
    ) throws(CommandFailure) {
        self.session = session
        self.system = system
        station = CheckedStation(system: system)
        station.isDeep = isDeep
        station.limits = session.settings.alerts
        station.inbox = open("inbox", \.inbox)
        station.archive = open("archive", \.archive)
        station.quarantine = open("quarantine", \.quarantine)
        station.store = session.directory(\.store)
        station.logs = open("logs", \.logs)
        try takeLock(isOwner: isOwner)
        if station.hasOwner { station.troubles = troubles }
        // A start makes its logs, and a new station its directories.
        let isNew = StationUse(session) == .new
        station.closed.removeAll { $0.error.isMissing && (isNew || $0.name == "logs") }
        openDatabase()
    }

    /// Makes all checks. Blocks as long as that takes: the whole database is read, 6 s for 2 million rows.
    package func examine() -> [Examination] {
        let database = Examination(
            name: "database", promise: "the database can be opened", result: .made(opening))
        return [database, datasets]
            + StationCheck.catalog.map { check in
                Examination(
                    name: check.name, promise: check.promise, result: check.result(on: station))
            }
    }

    /// Looks at the files that a start reads first: one that is broken keeps the station from starting.
    private var datasets: Examination {
        var defects = DefectList()
        let directory = session.datasets.shownPath
        func add(
            _ place: String, _ message: String,
            remedy: String = "correct the file, and see by: sluice datasets check"
        ) {
            defects.add(
                StationDefect(
                    .error, place, "\(message); the station does not start with it",
                    remedy: remedy))
        }
        let opened = Result { () throws(SystemError) in try session.path(\.datasets).open() }
        if case .failure(let error) = opened, error.isMissing, StationUse(session) != .new {
            let path = PathText.shown(session.path(\.datasets).bytes)
            add(
                directory, "it cannot be opened: \(error.reason)",
                remedy: "mount its disk; or make it, if there are no dataset files: "
                    + "mkdir -p -m 700 \(path)")
        }
        do {
            _ = try DatasetLibrary.catalog(
                of: session.datasets.documents(), expressions: .sql)
        } catch let error as ConfigurationError {
            for problem in error.problems {
                add("\(directory)/\(problem.place)", problem.sentence)
            }
        } catch {
            add(directory, CommandFailure(error).message)
        }
        return Examination(
            name: "datasets", promise: "the dataset files are as they should be",
            result: .made(defects))
    }

    /// Makes the repairs that a defect proposes; the reason when one failed. Only as owner.
    package func repair(_ repair: DefectRepair) -> String? {
        let path = session.store.path
        do {
            try DefectRepairing(station) {
                try Store(path: path, options: StoreOptions(creates: false))
            }.perform(repair)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// A directory of the station; where it cannot be opened, why is remembered. That of the database is told with that.
    private mutating func open(
        _ name: String, _ key: KeyPath<StationDirectories, String>
    ) -> Directory? {
        do throws(SystemError) {
            return try session.path(key).open()
        } catch {
            station.closed.append((name, error))
            return nil
        }
    }

    /// What the running instance has written about itself.
    private var troubles: [(message: String, remedy: String)] {
        (session.status.document?["troubles"]?.elements ?? []).map { trouble in
            let since = trouble["since"]?.text.map { ", since \($0)" } ?? ""
            return ("\(trouble["message"]?.text ?? "?")\(since)", trouble["remedy"]?.text ?? "")
        }
    }

    private mutating func takeLock(isOwner: Bool) throws(CommandFailure) {
        // A descriptor of its own: the lock goes with it.
        guard let own = try? system.openDirectory(path: session.station.shownPath) else { return }
        do {
            station.hasOwner = try !system.lock(own)
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
        guard isOwner else { return }
        guard !station.hasOwner else {
            throw CommandFailure(
                .owned, "the station is owned by another instance, which repairs would disturb",
                hint: "stop it first; without --repair the checks work beside it")
        }
        lock = own
    }

    private mutating func openDatabase() {
        do {
            station.reader = try session.store.reader()
            guard station.reader == nil else { return }
            if case .bereft(let trace) = StationUse(session) {
                opening.add(
                    StationDefect(
                        .error, "database", "there is none, but the station had one: \(trace)",
                        remedy: "mount its disk, put it back from a backup, or run: sluice rebuild")
                )
            } else {
                opening.add(StationDefect(.note, "database", "there is none yet"))
            }
        } catch {
            let failure = CommandFailure(error)
            opening.add(
                StationDefect(
                    .error, "database", failure.message,
                    remedy: failure.hint ?? "put it back from a backup, or run: sluice rebuild"))
        }
    }
}
