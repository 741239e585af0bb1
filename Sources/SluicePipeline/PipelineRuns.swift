/// What `--once` has done and left.
package struct DrainResult: Sendable {
    /// Names in the inbox that still changed after the time allowed.
    package var stillChanging: [[UInt8]] = []
    /// Why the store or a file was given up after the last short retry; nil when all passed.
    package var failure: StoreFailure?
    /// Files whose rows are stored and that could not be moved to the archive.
    package var archiveFailures = 0
    /// Files that could not be read, with the reason of the last attempt; they stay in the inbox.
    package var unreadable: [(name: [UInt8], reason: String)] = []
    /// Files taken that were refused or had a record held.
    package var invalidFiles = 0

    /// Nothing done and nothing left.
    package init() {}
}

/// What became of one path given to `ingest`.
package struct IngestResult: Sendable {
    /// How it ended.
    package enum End: Sendable {
        /// It is stored, known already, or refused; the receipt says which.
        case receipt(CommitReceipt)
        /// It is stored, known already, or refused; but it is not in the archive (or in `quarantine/`).
        case unarchived(CommitReceipt, Unarchived)
        /// There is no such regular file, or it could not be read.
        case unreadable(String)
        /// The store could not be written.
        case failed(StoreFailure)
    }

    /// Why a file is not where it should be kept.
    package enum Unarchived: Sendable, Equatable {
        /// It could not be put there yet, for this reason; that is tried again.
        case pending(String)
        /// It was removed or changed before a copy of it was made.
        case gone
    }

    /// The path as given.
    package let path: [UInt8]
    /// How it ended.
    package let end: End
}

/// A running `--once`.
struct DrainRun {
    let completion: @Sendable (DrainResult) -> Void
    var result = DrainResult()
    /// When only changing files were left, in monotonic nanoseconds; nil while there is other work.
    var waitingSince: UInt64?
}

/// A running `ingest`.
struct IngestRun {
    /// Paths whose end is not known yet; one that was given twice is in it twice.
    var pending: [[UInt8]]
    let completion: @Sendable ([IngestResult]) -> Void
    var results: [IngestResult] = []
    /// Why nothing more is begun for it; nil unless it was given up.
    var failure: StoreFailure?
}
