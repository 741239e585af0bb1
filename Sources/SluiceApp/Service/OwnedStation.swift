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

    /// Locks a station and opens its directories, made where they are missing.
    ///
    /// Throws `owned` when another process has it, `cannotCreate` or `inputOutput` when a directory is out of reach.
    package init(_ session: StationSession, system: System) throws(CommandFailure) {
        let (station, settings) = (session.station, session.settings)
        directory = station
        try Self.lock(session, system: system)
        StationFinder(system: system).completeLayout(of: station)
        logs = try? settings.directory(\.logs, in: station, system).make()
        let inbox = settings.directory(\.inbox, in: station, system)
        _ = try Self.make(inbox)
        let store = try Self.make(settings.directory(\.store, in: station, system))
        let path = session.store.path
        parts = Pipeline.Station(
            openInbox: { () throws(SystemError) in try inbox.open() },
            archive: try Self.make(settings.directory(\.archive, in: station, system)),
            quarantine: try Self.make(settings.directory(\.quarantine, in: station, system)),
            store: store,
            openStore: { (creates) throws(StoreError) in
                try Store(path: path, options: StoreOptions(creates: creates))
            },
            openReader: { () throws(StoreError) in try StoreReader(path: path, system: system) })
    }

    private static func lock(
        _ session: StationSession, system: System
    ) throws(CommandFailure) {
        do {
            if try system.lock(session.station) { return }
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
        let owner = session.status.document?["pid"]?.integer
        let name = owner.map { " (process \($0))" } ?? ""
        throw CommandFailure(
            .owned, "the station is owned by another instance\(name)",
            hint: "it takes what is dropped into the inbox; see: sluice status")
    }

    private static func make(_ path: StationPath) throws(CommandFailure) -> Directory {
        do {
            return try path.make()
        } catch {
            throw CommandFailure(
                error.call == .mkdir ? .cannotCreate : .inputOutput,
                "cannot open \(PathText.shown(path.bytes)): \(error.reason)")
        }
    }
}
