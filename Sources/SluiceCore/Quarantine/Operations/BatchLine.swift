/// What a batch did to one entry, one file or the limits of a dataset.
package struct BatchLine: Sendable, Equatable {
    /// Its id, `journal.id`.
    package let id: Int64
    /// The entry; nil for a file and for limits.
    package var entry: Int64?
    /// Name of the file, spelled as in `files.name`.
    package var fileName = ""
    /// The line of the record; nil for a file and for limits.
    package var line: Int?
    /// The field that was changed, or that the record was held for; empty for the record as a whole.
    package var field = ""
    /// The cell before; nil where no single cell is meant.
    package var before: [UInt8]?
    /// The cell afterwards; nil where the batch left it alone.
    package var after: [UInt8]?
    /// What came of it: `held → released`.
    package var outcome = ""

    /// A line nothing is known of yet.
    package init(id: Int64) { self.id = id }
}
