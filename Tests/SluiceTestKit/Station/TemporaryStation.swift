internal import SluiceCore
package import SluicePipeline
internal import SluiceStore
package import SluiceSystem

/// A station in a directory of its own, with a pipeline that can be started on it again and again.
///
/// A class, because its directory has an end.
package final class TemporaryStation: Sendable {
    /// Where it lies.
    package let directory: TemporaryDirectory

    /// Makes an empty station.
    package init() throws {
        directory = try TemporaryDirectory()
        for name in ["data/processed", "data/datasets", "quarantine", "outside"] {
            try directory.makeDirectory(name)
        }
    }

    /// The path of the database.
    package var databasePath: [UInt8] { Array(directory.path(of: "data/store/sluice.db").utf8) }

    /// Puts a complete file into the inbox by a rename, so that it is ready at once; fails when the name is taken.
    package func drop(_ bytes: [UInt8], as name: [UInt8]) throws {
        try directory.write(bytes, to: "outside/next")
        try open("outside").move(Array("next".utf8), to: open("data"), as: name)
    }

    /// Puts a complete file into the inbox by a rename, so that it is ready at once; fails when the name is taken.
    package func drop(_ bytes: [UInt8], as name: String) throws {
        try drop(bytes, as: Array(name.utf8))
    }

    /// Puts other content under a name of the inbox in one step, whatever stands there.
    package func replace(_ name: String, by bytes: [UInt8]) throws {
        try directory.write(bytes, to: "data/.next")
        try open("data").replace(Array(name.utf8), by: Array(".next".utf8))
    }

    /// A directory of the station.
    package func open(_ name: String) throws -> Directory {
        try System().openDirectory(path: Array(directory.path(of: name).utf8))
    }

    /// The names of data files in the inbox.
    package var inboxNames: [String] {
        directory.names(in: "data").filter { !["processed", "store", "datasets"].contains($0) }
    }

    /// The files of the archive, with the directory of their day.
    package var archivedNames: [String] {
        directory.names(in: "data/processed").flatMap { day in
            directory.names(in: "data/processed/" + day).map { day + "/" + $0 }
        }.sorted()
    }

    /// The names in `quarantine/`.
    package var quarantineNames: [String] { directory.names(in: "quarantine") }

    /// The bytes of a file of the archive.
    package func archived(_ name: String) -> [UInt8]? {
        directory.bytes(of: "data/processed/" + name)
    }

    /// Settings with waits as short as a test needs them.
    package static var settings: PipelineSettings {
        var settings = PipelineSettings()
        settings.readsSmallFilesAhead = false
        settings.inbox = InboxSettings(
            rescanNanoseconds: 10_000_000,
            times: .init(closedNanoseconds: 20_000_000, unheardNanoseconds: 40_000_000))
        settings.retry = .init(
            delaysSeconds: [0.02, 0.02, 0.02], degradedDelaySeconds: 0.05)
        settings.onceSettleSeconds = 0.3
        return settings
    }

    /// A pipeline on this station that does nothing yet.
    ///
    /// `onEvent` is called on the pipeline queue, before the pipeline goes on, `onReading` by whoever opens a reader, before, and
    /// `onOpening` by the writer before it opens the store.
    package func pipeline(
        _ settings: PipelineSettings = TemporaryStation.settings, faults: FaultInjector? = nil,
        onEvent: @escaping @Sendable (PipelineEvent) -> Void = { _ in },
        onReading: @escaping @Sendable () -> Void = {},
        onOpening: @escaping @Sendable () throws -> Void = {}
    ) throws -> PipelineProbe {
        let system = System(faults: faults)
        let path = databasePath
        let (inbox, archive, quarantine) = (
            Array(directory.path(of: "data").utf8),
            Array(directory.path(of: "data/processed").utf8),
            Array(directory.path(of: "quarantine").utf8)
        )
        let station = Pipeline.Station(
            openInbox: { () throws(SystemError) in try system.openDirectory(path: inbox) },
            archive: try FollowedDirectory { () throws(SystemError) in
                try system.openDirectory(path: archive)
            },
            quarantine: try FollowedDirectory { () throws(SystemError) in
                try system.openDirectory(path: quarantine)
            },
            store: try System().openDirectory(path: inbox).makeDirectory(Array("store".utf8)),
            openStore: { (creates) throws(StoreError) in
                do {
                    try onOpening()
                } catch {
                    throw error as? StoreError ?? StoreError(.misuse, "\(error)")
                }
                return try Store(path: path, options: StoreOptions(creates: creates))
            },
            openReader: { () throws(StoreError) in
                onReading()
                return try StoreReader(path: path)
            })
        return PipelineProbe(
            system: system, station: station, settings: settings, onEvent: onEvent)
    }

    /// Starts a pipeline, lets it take all that is there, and stops it.
    @discardableResult
    package func runOnce(
        _ settings: PipelineSettings = TemporaryStation.settings, faults: FaultInjector? = nil,
        onEvent: @escaping @Sendable (PipelineEvent) -> Void = { _ in }
    ) throws -> DrainResult {
        let probe = try pipeline(settings, faults: faults, onEvent: onEvent)
        try probe.start()
        let result = try probe.drain()
        try probe.stop()
        return result
    }
}
