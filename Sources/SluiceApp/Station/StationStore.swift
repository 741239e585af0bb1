internal import SluiceConfig
package import SluiceStore
package import SluiceSystem

/// The database of a station, as commands that only read it see it.
package struct StationStore: Sendable {
    /// Name of the database in its directory.
    package static let fileName = "sluice.db"

    private let system: System
    /// Its path, for those who open by path.
    package let path: [UInt8]

    /// The database of a station with these settings.
    package init(station: Directory, settings: StationSettings, system: System) {
        self.system = system
        path =
            settings.directory(\.store, in: station, system).bytes
            + Array("/\(Self.fileName)".utf8)
    }

    /// A read-only connection; nil when the station has no database yet. Throws `unavailable`.
    package func reader() throws(CommandFailure) -> StoreReader? {
        do {
            guard try system.information(path: path) != nil else { return nil }
        } catch {
            throw CommandFailure(.unavailable, error.description)
        }
        do {
            return try StoreReader(path: path, system: system)
        } catch {
            throw CommandFailure(error)
        }
    }
}
