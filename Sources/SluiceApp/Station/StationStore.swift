internal import SluiceConfig
package import SluiceStore
package import SluiceSystem

/// The database of a station, as commands that only read it see it.
package struct StationStore: Sendable {
    /// Name of the database in its directory.
    package static let fileName = "sluice.db"

    private let system: System
    private let directoryPath: [UInt8]
    /// Its path, for those who open by path.
    package var path: [UInt8] { directoryPath + Array("/\(Self.fileName)".utf8) }

    /// The database of a station with these settings.
    package init(station: Directory, settings: StationSettings, system: System) {
        self.system = system
        directoryPath = settings.directory(\.store, in: station, system).bytes
    }

    /// True when the station has a database, or something that cannot be told from one; two `stat` calls at most.
    package var isThere: Bool {
        do throws(SystemError) {
            if try system.information(path: path, followsLinks: false) != nil { return true }
            let directory = try system.openDirectory(path: directoryPath)
            return DatabaseReplacement(of: Array(Self.fileName.utf8), in: directory).isReady
        } catch {
            return !error.isMissing
        }
    }

    /// A read-only connection; nil when the station has no database yet. Throws `unavailable`.
    package func reader() throws(CommandFailure) -> StoreReader? {
        do {
            guard try system.information(path: path, followsLinks: false) != nil else {
                return nil
            }
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
