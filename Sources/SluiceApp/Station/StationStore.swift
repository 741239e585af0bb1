package import SluiceStore
package import SluiceSystem

/// The database of a station, as commands that only read it see it.
package struct StationStore: Sendable {
    /// Where the database lies in a station.
    package static let location = "data/store/sluice.db"

    private let system: System
    private let path: [UInt8]

    /// The database of a station.
    package init(station: Directory, system: System) {
        self.system = system
        path = station.shownPath + Array("/\(Self.location)".utf8)
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
