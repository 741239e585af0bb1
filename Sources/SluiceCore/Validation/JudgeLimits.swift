/// How large, wide and bad a file may be while it is judged.
package struct JudgeLimits: Sendable, Hashable {
    /// Bytes of a record and of a field, columns of a header.
    package var record: RecordLimits
    /// Records held in one file; one more rejects the file with the code `LIMIT`.
    package var heldRecords: Int
    /// Bytes of text cells, location names and held records that one chunk may have before it counts as full.
    package var bytesPerChunk: Int

    /// Makes limits; the defaults are those of the contract.
    package init(
        record: RecordLimits = RecordLimits(), heldRecords: Int = 100_000,
        bytesPerChunk: Int = 4 << 20
    ) {
        self.record = record
        self.heldRecords = heldRecords
        self.bytesPerChunk = bytesPerChunk
    }
}
