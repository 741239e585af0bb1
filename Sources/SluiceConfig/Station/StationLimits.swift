/// What is refused because of its size; sizes are in bytes.
package struct StationLimits: Sendable, Hashable {
    /// Largest file; a larger one is refused unread.
    package var fileBytes: Int64 = 4 << 30
    /// Longest record.
    package var recordBytes: Int64 = 1 << 20
    /// Longest field.
    package var fieldBytes: Int64 = 64 << 10
    /// Most columns of a header.
    package var columns: Int64 = 1024
    /// Most bad records of a file; with more it is rejected as a whole.
    package var heldRecordsPerFile: Int64 = 100_000
    /// Most records held in quarantine; then intake pauses.
    package var quarantineRecords: Int64 = 1_000_000
    /// Most bytes of records held in quarantine; then intake pauses.
    package var quarantineBytes: Int64 = 2 << 30
}
