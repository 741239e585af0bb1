package import SluiceSystem

/// The directories of a station, and making them.
package struct StationLayout: Sendable {
    /// The directories, in the order in which they are made.
    package static let directories = [
        "data", "data/datasets", "data/store", "quarantine", "logs", "themes",
    ]

    private let system: System

    /// A layout on a system.
    package init(system: System) {
        self.system = system
    }

    /// The paths that ``make(at:)`` would make.
    package func missing(in path: [UInt8]) -> [[UInt8]] {
        let station = isDirectory(path) ? [] : [path]
        return station
            + Self.directories.map { path + [UInt8(ascii: "/")] + Array($0.utf8) }
            .filter { !isDirectory($0) }
    }

    /// Makes a station, parents included, and answers what was made. Throws `cannotCreate`; what was made then stays.
    package func make(at path: [UInt8]) throws(CommandFailure) -> [[UInt8]] {
        let missing = missing(in: path)
        do {
            let station = try makeDirectories(path)
            for name in Self.directories {
                var directory = station
                for part in name.split(separator: "/") {
                    directory = try directory.makeDirectory(Array(part.utf8))
                }
            }
        } catch {
            throw CommandFailure(
                .cannotCreate, "cannot make a station: \(error.description)",
                hint: "choose another directory: sluice init DIR")
        }
        return missing
    }

    private func isDirectory(_ path: [UInt8]) -> Bool {
        let information = try? system.information(path: path)
        return information?.kind == .directory
    }

    /// Opens a path's directory, made part by part where it is missing.
    private func makeDirectories(_ path: [UInt8]) throws(SystemError) -> Directory {
        let slash = UInt8(ascii: "/")
        var directory = try system.openDirectory(
            path: [path.first == slash ? slash : UInt8(ascii: ".")])
        for part in path.split(separator: slash) where part != [UInt8(ascii: ".")] {
            directory = try directory.makeDirectory(Array(part))
        }
        return directory
    }
}
