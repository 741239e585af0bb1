/// Sizes past which a record is faulty; they bound the memory that reading needs.
package struct RecordLimits: Sendable, Hashable {
    /// Longest record in bytes, without its line end; at most 512 MiB.
    package var recordBytes: Int
    /// Longest field in bytes, without outer quotes, a doubled quote counted once.
    package var fieldBytes: Int
    /// How many fields of a record are kept; further ones are only counted.
    package var columns: Int

    /// Makes limits; the defaults are those of the contract (1 MiB, 64 KiB, 1024).
    package init(recordBytes: Int = 1 << 20, fieldBytes: Int = 64 << 10, columns: Int = 1024) {
        self.recordBytes = recordBytes
        self.fieldBytes = fieldBytes
        self.columns = columns
    }
}
