/// What an operation does, or would do, to one entry, or to one row of a file.
package struct RecordOutcome: Sendable, Equatable {
    /// How an entry ends.
    package enum End: Sendable, Equatable {
        /// Its record is stored; of a whole file, it is taken, whatever becomes of its records.
        case stored
        /// It goes back, its attempts raised. These are the findings of the bytes that were judged; whether it keeps these bytes says
        /// ``RecordOutcome/isRewritten``.
        case stillInvalid([Finding])
        /// It goes back as a duplicate of this row of the dataset's table, which is of a record at that place: `a.csv:3`.
        case duplicate(row: Int64, place: String)
        /// It is put aside.
        case discarded
        /// It is held: again, or because its row breaks new limits.
        case held
        /// It gives way: with its file, of which another takes the place, or because its file, taken again, drops it.
        case superseded
        /// Nothing is done to it, for this reason: it is not in the state that the operation needs.
        case skipped(String)
        /// A row that was not there.
        case rowAdded
        /// A row that has other values than before.
        case rowChanged
        /// A row that is gone.
        case rowRemoved

        /// The count it belongs to.
        package var count: WritableKeyPath<OperationReport.Counts, Int> {
            switch self {
            case .stored: \.stored
            case .stillInvalid: \.stillInvalid
            case .duplicate: \.duplicates
            case .discarded: \.discarded
            case .held: \.restored
            case .superseded: \.superseded
            case .skipped: \.skipped
            case .rowAdded: \.rowsAdded
            case .rowChanged: \.rowsChanged
            case .rowRemoved: \.rowsRemoved
            }
        }

        /// True when the entry stays in quarantine although the operation would have it leave.
        package var isProblem: Bool {
            switch self {
            case .stillInvalid, .duplicate, .skipped: true
            case .stored, .discarded, .held, .superseded, .rowAdded, .rowChanged, .rowRemoved: false
            }
        }
    }

    /// The entry, `quarantine.id`; nil for a row, and for a record that has no entry yet.
    package var entry: Int64?
    /// Its file's name, spelled as in `files.name`.
    package var fileName: String
    /// The line of the record; nil for a file.
    package var line: Int?
    /// The field that is changed or was found at fault; empty for the record as a whole.
    package var field: String
    /// The cell before; nil where no single cell is at fault or changed.
    package var before: [UInt8]?
    /// The cell afterwards; nil when the operation does not change it.
    package var after: [UInt8]?
    /// How it ends.
    package var end: End
    /// True for the entry of a whole file.
    package var isFile: Bool { entry != nil && line == nil }

    /// True when the record stays held with other bytes than before.
    package var isRewritten = false
    /// True when it counts as changed: a whole file that is taken counts by its rows.
    package var isChange: Bool {
        isRewritten || (!end.isProblem && !(isFile && end == .stored))
    }

    /// What is wrong with a record that is stored all the same; the row that has its key, if there is one, is named by the message.
    package var overridden: [Finding] = []

    /// Makes an outcome.
    package init(
        entry: Int64?, fileName: String, line: Int?, field: String, before: [UInt8]?,
        after: [UInt8]?, end: End
    ) {
        self.entry = entry
        self.fileName = fileName
        self.line = line
        self.field = field
        self.before = before
        self.after = after
        self.end = end
    }
}
