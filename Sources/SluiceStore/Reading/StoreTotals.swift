package import SluiceCore

/// The numbers that status shows of a database.
package struct StoreTotals: Sendable, Equatable {
    /// How many files there are of each state; big files in progress are among them as `loading`.
    package var files: [FileStatus: Int] = [:]
    /// Records read from committed files.
    package var records = 0
    /// Records stored as rows.
    package var stored = 0
    /// Records held now.
    package var quarantined = 0
    /// Records dropped by name.
    package var discarded = 0
    /// Files in the ledger that are not known to have left the inbox.
    package var pendingArchive = 0
    /// The commit time of the newest file, in microseconds since 1970; nil when there is none.
    package var lastCommit: Int64?
    /// Bytes of the database file.
    package var databaseBytes = 0
    /// Bytes of its write-ahead log.
    package var walBytes = 0

    /// Nothing counted.
    package init() {}
}
