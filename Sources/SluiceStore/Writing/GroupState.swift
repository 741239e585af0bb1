internal import SluiceCore

/// What a group moves on and a rollback moves back.
struct GroupState {
    /// A big file that is being loaded.
    struct Loading {
        /// The row ids it has: `firstRow + line`.
        let firstRow: Int64
        /// How many lines fit before the next file's ids begin.
        let lineLimit: Int64
        /// Name of its dataset.
        let dataset: String
        /// What was brought so far, as the judge counts it.
        var records = 0
        /// See ``records``.
        var stored = 0
        /// See ``records``.
        var held = 0
        /// In which form its partials are written; decided by the first chunk that has rows.
        var form = Condensation.none
        /// How many partials were written.
        var partials = 0
        /// True before the first chunk that has rows.
        var isNew = true
        /// The last line seen.
        var lastLine: Int64 = 0
        /// The schema of its chunks; nil before the first.
        var schema: RowSchema?
        /// Rows that were dropped as repeated, of those in ``stored``.
        var discarded = 0
        /// Rows that became held records as repeated, of those in ``stored``.
        var duplicates = 0
        /// Rows of other files that give way when this one is committed, chunk by chunk.
        var overtaken: [[StoredRow]] = []
        /// The row ids of files of the same dataset that were committed since this one began.
        var committedMeanwhile: [ClosedRange<Int64>] = []
    }

    /// The first row id that no file has.
    var nextRow: Int64
    /// The commit time of the last file, in microseconds since 1970.
    var lastCommit: Int64
    /// The time the group began.
    var now: Int64 = 0
    /// The big files of this process by ledger id.
    var loading: [Int64: Loading] = [:]

    /// The state as it was committed.
    init(nextRow: Int64, lastCommit: Int64) {
        self.nextRow = nextRow
        self.lastCommit = lastCommit
    }

    /// The commit time for the next file: now, or just after the last one.
    mutating func nextCommit() -> Int64 {
        lastCommit = max(now, lastCommit + 1)
        return lastCommit
    }
}
