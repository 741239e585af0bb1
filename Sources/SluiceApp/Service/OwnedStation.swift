internal import SluiceCore
package import SluicePipeline
internal import SluiceStore
package import SluiceSystem

/// A station that this process owns: locked, with every directory the pipeline needs opened.
package struct OwnedStation: Sendable {
    /// The station's directory; its lock ends with this descriptor.
    package let directory: Directory
    /// `logs/`; nil when it cannot be opened, which stops nothing.
    package let logs: Directory?
    /// What the pipeline works with.
    package let parts: Pipeline.Station

    /// Locks a station and opens its directories, made where they are missing.
    ///
    /// Throws `owned` when another process has it, `cannotCreate` or `inputOutput` when a directory is out of reach.
    package init(_ station: Directory, system: System) throws(CommandFailure) {
        directory = station
        try Self.lock(station, system: system)
        StationFinder(system: system).completeLayout(of: station)
        logs = try? station.directory(Array("logs".utf8))
        _ = try Self.open("data", in: station)
        _ = try Self.open("data/store", in: station)
        let path = station.shownPath + Array("/\(StationStore.location)".utf8)
        parts = Pipeline.Station(
            openInbox: { () throws(SystemError) in try station.directory(Array("data".utf8)) },
            archive: try Self.open("data/processed", in: station),
            quarantine: try Self.open("quarantine", in: station),
            openStore: { () throws(StoreError) in try Store(path: path) },
            openReader: { () throws(StoreError) in try StoreReader(path: path, system: system) })
    }

    private static func lock(_ station: Directory, system: System) throws(CommandFailure) {
        do {
            if try system.lock(station) { return }
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
        let owner = StatusReader(station: station, system: system).document?["pid"]?.integer
        let name = owner.map { " (process \($0))" } ?? ""
        throw CommandFailure(
            .owned, "the station is owned by another instance\(name)",
            hint: "it takes what is dropped into data/; see: sluice status")
    }

    /// Opens a directory of the station, made part by part where it is missing.
    private static func open(
        _ path: String, in station: Directory
    ) throws(CommandFailure) -> Directory {
        var directory = station
        for part in path.split(separator: "/") {
            do {
                directory = try directory.makeDirectory(Array(part.utf8))
            } catch {
                throw CommandFailure(
                    error.call == .mkdir ? .cannotCreate : .inputOutput,
                    "cannot open \(path) in the station: \(error.reason)")
            }
        }
        return directory
    }
}
