package import SluiceSystem

/// A directory of a station as the configuration names it: relative to the station, or absolute.
package struct StationPath: Sendable {
    private static let slash = UInt8(ascii: "/")
    private let path: [UInt8]
    private let station: Directory
    private let system: System

    /// A path of a station.
    package init(_ path: String, in station: Directory, system: System) {
        self.path = Array(path.utf8)
        self.station = station
        self.system = system
    }

    /// The whole path, for those who open by path.
    package var bytes: [UInt8] {
        path.first == Self.slash ? path : station.shownPath + [Self.slash] + path
    }

    /// True when it lies in the station itself, as far as its name tells.
    package var isInStation: Bool {
        path.first != Self.slash
            && !path.split(separator: Self.slash).contains(Array("..".utf8)[...])
    }

    /// Opens the directory. Fails when it is missing.
    package func open() throws(SystemError) -> Directory {
        try walk { (directory, name) throws(SystemError) in try directory.directory(name) }
    }

    /// Opens the directory by a path none of whose parts is a symlink. Fails where one is, or is missing.
    package func openWithoutLinks() throws(SystemError) -> Directory {
        try walk { (directory, name) throws(SystemError) in
            try directory.directory(name, followsLinks: false)
        }
    }

    /// Opens the directory, made part by part, for its owner only, where it is missing.
    package func make() throws(SystemError) -> Directory {
        try walk { (directory, name) throws(SystemError) in try directory.makeDirectory(name) }
    }

    private func walk(
        _ step: (Directory, [UInt8]) throws(SystemError) -> Directory
    ) throws(SystemError) -> Directory {
        var directory = station
        if path.first == Self.slash { directory = try system.openDirectory(path: [Self.slash]) }
        for part in path.split(separator: Self.slash) where part != [UInt8(ascii: ".")] {
            directory = try step(directory, Array(part))
        }
        return directory
    }
}
