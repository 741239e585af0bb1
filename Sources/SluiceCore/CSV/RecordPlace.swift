/// Where a record starts in its file.
package struct RecordPlace: Sendable, Hashable {
    /// Physical line, 1-based, counting LF.
    package var line: Int
    /// Offset of the first byte.
    package var byteOffset: Int

    /// Makes a place; the default is the beginning of a file.
    package init(line: Int = 1, byteOffset: Int = 0) {
        self.line = line
        self.byteOffset = byteOffset
    }
}
