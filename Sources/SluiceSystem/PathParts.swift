/// A path as the directory that is opened and the name in it, both as bytes.
package struct PathParts: Sendable, Equatable {
    /// All before the last slash; `.` where there is none, `/` where nothing stands before it.
    package let directory: [UInt8]
    /// All behind it.
    package let name: [UInt8]

    /// The parts of a path.
    package init(_ path: [UInt8]) {
        let slash = UInt8(ascii: "/")
        guard let end = path.lastIndex(of: slash) else {
            (directory, name) = ([UInt8(ascii: ".")], path)
            return
        }
        directory = end == 0 ? [slash] : Array(path[..<end])
        name = Array(path[(end + 1)...])
    }
}
