/// What is said of a file when it is entered into the ledger.
package struct FileRow: Sendable, Equatable {
    /// The ledger id it is to have, which no other file has; nil for the next one.
    package var id: Int64?
    /// Its name as it stood in the directory.
    package var name: [UInt8]
    /// The dataset it was judged by; empty when there was none.
    package var dataset: String
    /// What the views call the source of its rows.
    package var dataSource: String
    /// Its size in bytes.
    package var sizeBytes: Int
    /// SHA-256 of its content, 32 bytes; empty while it is being loaded.
    package var sha256: [UInt8]
    /// When it was first seen, in microseconds since 1970.
    package var discoveredAt: Int64
    /// Which attempt this was, from 1.
    package var attempts = 1
    /// Where it will be (or is) kept, relative to the station; nil when that is not decided.
    package var archiveName: String?
    /// Where it lies outside the inbox, as long as no copy of it is in the archive; nil for any other.
    package var sourcePath: [UInt8]?
    /// The bytes of its header record, without mark and line end; empty when it has none.
    package var header: [UInt8] = []
    /// Records read: always the sum of the next three.
    package var records = 0
    /// Records stored as rows.
    package var stored = 0
    /// Records held in quarantine.
    package var quarantined = 0
    /// Records dropped by a named policy or operator action.
    package var discarded = 0

    /// A file without counts; set them when it is read.
    package init(
        name: [UInt8], dataset: String, dataSource: String, sizeBytes: Int, sha256: [UInt8] = [],
        discoveredAt: Int64
    ) {
        self.name = name
        self.dataset = dataset
        self.dataSource = dataSource
        self.sizeBytes = sizeBytes
        self.sha256 = sha256
        self.discoveredAt = discoveredAt
    }
}
