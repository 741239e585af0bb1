/// Puts lines together from what comes off a socket, and refuses one that grows too long.
package struct LineBuffer: Sendable {
    private static let lineFeed = UInt8(ascii: "\n")
    private let limit: Int
    private var bytes: [UInt8] = []
    /// How far the bytes were searched for a line end.
    private var searched = 0

    /// Bytes of the line that has no end yet.
    package var count: Int { bytes.count }

    /// An empty buffer for lines of at most so many bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Adds bytes and takes out the lines that are complete, without their ends; nil when one is too long.
    package mutating func add(_ more: ArraySlice<UInt8>) -> [[UInt8]]? {
        bytes += more
        var lines: [[UInt8]] = []
        var start = 0
        while let end = bytes[searched...].firstIndex(of: Self.lineFeed) {
            guard end - start <= limit else { return nil }
            lines.append(Array(bytes[start..<end]))
            start = end + 1
            searched = start
        }
        bytes.removeFirst(start)
        searched = bytes.count
        return bytes.count <= limit ? lines : nil
    }
}
