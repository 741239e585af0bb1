/// One held record or rejected file with all that is known of it.
package struct RecordDetail: Sendable, Equatable {
    /// One cell of the record.
    package struct Field: Sendable, Equatable {
        /// The column's name; empty for a cell beyond the header.
        package var name: String
        /// The cell as it stands in the file, unquoted; nil when the record lacks it.
        package var value: [UInt8]?
        /// What is wrong with it; empty when nothing is.
        package var findings: [Finding]
        /// Where it lies in ``RecordDetail/raw``, with its quotes; nil when it is not known or was cut off.
        package var range: Range<Int>?

        /// Makes a cell.
        package init(name: String, value: [UInt8]?, findings: [Finding]) {
            self.name = name
            self.value = value
            self.findings = findings
        }
    }

    /// What has become of an entry that is held no longer.
    package struct Decision: Sendable, Equatable {
        /// Released, discarded or superseded.
        package var status: QuarantineStatus
        /// When, in microseconds since 1970 UTC.
        package var microseconds: Int64
        /// The head of the batch that did it; nil when the journal has none.
        package var batch: JournalEntry?
        /// True when its record is stored although a rule forbids it, with the flag for that.
        package var isOverride = false
        /// What it was held for and what is not true of it any more: its bytes were changed, or a rule.
        package var formerFindings: [Finding] = []

        /// Makes a decision.
        package init(status: QuarantineStatus, microseconds: Int64) {
            self.status = status
            self.microseconds = microseconds
        }
    }

    /// The entry as the list shows it.
    package var row: QuarantinePage.Row
    /// The dataset; empty when the file belongs to none.
    package var dataset: String
    /// The file's SHA-256 in lower-case hexadecimal.
    package var sha256: String
    /// The cells in the order of the file.
    package var fields: [Field]
    /// Findings about the record as a whole, or about the file.
    package var recordFindings: [Finding]
    /// The record's bytes without its line end, at most 64 KiB of them; the header of a rejected file.
    package var raw: [UInt8]
    /// How many bytes the record has in the file.
    package var rawSize: Int
    /// How often it was judged.
    package var attempts: Int
    /// What it looks like and how it can be repaired, tried on it alone; nil when nothing is evident.
    package var suggestion: Suggestion?
    /// What has become of it; nil while it is held.
    package var decision: Decision?
    /// What it is judged by when it is edited; nil for a file, and where the dataset is not known any more.
    package var context: RecordContext?

    /// Makes a detail.
    package init(
        row: QuarantinePage.Row, dataset: String, sha256: String, fields: [Field],
        recordFindings: [Finding], raw: [UInt8], rawSize: Int, attempts: Int
    ) {
        self.row = row
        self.dataset = dataset
        self.sha256 = sha256
        self.fields = fields
        self.recordFindings = recordFindings
        self.raw = raw
        self.rawSize = rawSize
        self.attempts = attempts
    }
}
