internal import Dispatch
internal import SluiceConfig
internal import SluiceCore
package import SluicePipeline
internal import SluiceStore
package import SluiceSystem

/// A station that this process owns: locked, with every directory the pipeline needs opened.
package struct OwnedStation: Sendable {
    /// The station's directory; its lock ends with this descriptor.
    package let directory: Directory
    /// The directory of the logs; nil when it cannot be opened, which stops nothing.
    package let logs: Directory?
    /// What the pipeline works with.
    package let parts: Pipeline.Station
    private let isNew: Bool
    private let database: StationStore

    /// True once the station has, or had, a database. Two `stat` calls at most.
    package var hasDatabase: Bool { !isNew || database.isThere }

    /// Locks a station and opens its directories, which a new station gets as far as they lie in it; with `makesDatabase` a
    /// database that was lost is no obstacle. A command that works on the station is waited for as long as `patience` says.
    ///
    /// Throws `owned` when another process has it, `unavailable` when its database was lost, `cannotCreate` or `inputOutput`
    /// when a directory is missing or out of reach.
    package init(
        _ session: StationSession, makesDatabase: Bool = false, patience: Patience = .none,
        system: System
    ) throws(CommandFailure) {
        let (station, settings) = (session.station, session.settings)
        directory = station
        try Self.lock(session, patience, system: system)
        let use = StationUse(session)
        if case .bereft(let trace) = use, !makesDatabase {
            throw Self.lost(session.store, trace)
        }
        let isNew = use == .new
        self.isNew = isNew
        database = session.store
        StationFinder(system: system).completeLayout(of: station)
        logs = try? settings.directory(\.logs, in: station, system).make()
        let inbox = settings.directory(\.inbox, in: station, system)
        _ = try Self.open(inbox, makes: isNew)
        // Without them files of other datasets would be judged by the compiled-in one, which refuses them.
        _ = try Self.open(settings.directory(\.datasets, in: station, system), makes: isNew)
        let archive = try Self.followed(
            settings.directory(\.archive, in: station, system), makes: isNew)
        let quarantine = try Self.followed(
            settings.directory(\.quarantine, in: station, system), makes: isNew)
        let store = try Self.open(
            settings.directory(\.store, in: station, system), makes: isNew || makesDatabase)
        let path = session.store.path
        // A link that takes the place of a directory later leads to files that nobody has dropped.
        let hasLinks = (try? inbox.openWithoutLinks()) == nil
        parts = Pipeline.Station(
            openInbox: { () throws(SystemError) in
                hasLinks ? try inbox.open() : try inbox.openWithoutLinks()
            },
            archive: archive, quarantine: quarantine, store: store,
            openStore: { (creates) throws(StoreError) in
                try Store(path: path, options: StoreOptions(creates: creates && isNew))
            },
            openReader: { () throws(StoreError) in try StoreReader(path: path, system: system) })
    }

    private static func lock(
        _ session: StationSession, _ patience: Patience, system: System
    ) throws(CommandFailure) {
        let start = system.monotonicNanoseconds()
        var isTold = false
        while true {
            do {
                if try system.lock(session.station) { return }
            } catch {
                throw CommandFailure(.inputOutput, error.description)
            }
            let (failure, isInstance) = owned(session, system: system)
            let waited = Double(system.monotonicNanoseconds() - start) / 1e9
            // An instance takes what is dropped into the inbox itself.
            guard waited < patience.seconds, !isInstance else { throw failure }
            if !isTold { patience.tell("sluice: waiting for a command: \(failure.message)") }
            isTold = true
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(100))
        }
    }

    /// How long a start waits for a command that has the station, and whom it tells that it does.
    package struct Patience {
        /// No waiting.
        package static var none: Patience { Patience(seconds: 0) { _ in } }
        /// Seconds; infinity for as long as the command takes.
        package let seconds: Double
        /// Called once, when the waiting begins.
        package let tell: (String) -> Void

        /// Waits so long and tells somebody.
        package init(seconds: Double, tell: @escaping (String) -> Void) {
            self.seconds = seconds
            self.tell = tell
        }
    }

    /// What is said of a station that another process has, and whether that is an instance, or a command that works on it.
    private static func owned(
        _ session: StationSession, system: System
    ) -> (failure: CommandFailure, isInstance: Bool) {
        let document = session.status.documentOfOwner
        if let document, let process = StatusReader.instance(of: document) {
            let failure = CommandFailure(
                .owned, "the station is owned by another instance (process \(process))",
                hint: "it takes what is dropped into the inbox; see: sluice status")
            return (failure, true)
        }
        let process = document?["pid"]?.integer ?? system.lockOwner(of: session.station)
        let name = process.map { " (process \($0))" } ?? ""
        let failure = CommandFailure(
            .owned, "the station is owned by another sluice\(name)",
            hint: "a command works on it: try again when that has ended")
        return (failure, false)
    }

    private static func followed(
        _ path: StationPath, makes: Bool
    ) throws(CommandFailure) -> FollowedDirectory {
        _ = try open(path, makes: makes)
        return try reached(path) { (path) throws(SystemError) in
            try FollowedDirectory { () throws(SystemError) in try path.open() }
        }
    }

    private static func open(
        _ path: StationPath, makes: Bool
    ) throws(CommandFailure) -> Directory {
        try reached(path) { (path) throws(SystemError) in
            makes && path.isInStation ? try path.make() : try path.open()
        }
    }

    private static func reached<Result>(
        _ path: StationPath, _ body: (StationPath) throws(SystemError) -> Result
    ) throws(CommandFailure) -> Result {
        do throws(SystemError) {
            return try body(path)
        } catch {
            let shown = PathText.shown(path.bytes)
            throw CommandFailure(
                error.call == .mkdir ? .cannotCreate : .inputOutput,
                "cannot open \(shown): \(error.reason)",
                hint: error.isMissing
                    ? "mount its disk; or make it, if it is to be empty: mkdir -p -m 700 \(shown)"
                    : nil)
        }
    }

    /// What is said of a station that had a database, of which `trace` tells.
    static func lost(_ store: StationStore, _ trace: String) -> CommandFailure {
        CommandFailure(
            .unavailable,
            "\(PathText.shown(store.path)) is not there, but the station had a database: \(trace)",
            hint: "mount its disk, put a backup in its place, or make a new one from the archive:"
                + " sluice rebuild")
    }
}
