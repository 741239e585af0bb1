/// Where a stored row came from; kept only for datasets whose duplicates go to quarantine.
package struct RowSource: Sendable, Equatable {
    /// Offset of the record's first byte in the file.
    package let byteOffset: Int
    /// Where the record's raw bytes start in ``ChunkContents/sourceBytes``.
    package let start: Int
    /// How many raw bytes are kept, at most ``HeldRecord/rawLimit``.
    package let count: Int
    /// How many bytes the record has in the file, without its line end.
    package let rawSize: Int
}
