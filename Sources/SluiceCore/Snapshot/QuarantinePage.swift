/// Some of the quarantine entries that a filter lets through.
package struct QuarantinePage: Sendable, Equatable {
    /// One entry with its first finding.
    package struct Row: Sendable, Equatable {
        /// Its id, `quarantine.id`.
        package var id: Int64
        /// The ledger id of its file.
        package var fileID: Int64
        /// The file's name, spelled as in `files.name`.
        package var fileName: String
        /// The line the record starts on; nil for a file rejected as a whole.
        package var line: Int?
        /// The first finding.
        package var finding: Finding
        /// How many findings it has.
        package var findingCount: Int
        /// The location as it stands in the record; nil when it cannot be told.
        package var location: String?
        /// Since when it is held, in microseconds since 1970 UTC.
        package var quarantinedMicroseconds: Int64
        /// The dataset of its file; nil when none could read that.
        package var dataset: String?

        /// Makes a row.
        package init(
            id: Int64, fileID: Int64, fileName: String, line: Int?, finding: Finding,
            findingCount: Int, location: String?, quarantinedMicroseconds: Int64
        ) {
            self.id = id
            self.fileID = fileID
            self.fileName = fileName
            self.line = line
            self.finding = finding
            self.findingCount = findingCount
            self.location = location
            self.quarantinedMicroseconds = quarantinedMicroseconds
        }
    }

    /// The position of the first row among those the filter lets through.
    package var offset: Int
    /// The rows, in the order asked for.
    package var rows: [Row]
    /// How many entries the filter lets through.
    package var matches: Int
    /// The position of the entry that was asked to be kept in view; nil when the filter hides it.
    package var anchor: Int?

    /// Makes a page.
    package init(offset: Int, rows: [Row], matches: Int, anchor: Int?) {
        self.offset = offset
        self.rows = rows
        self.matches = matches
        self.anchor = anchor
    }
}
