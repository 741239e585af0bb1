internal import SluiceCore

/// A corrected file that takes the place of an earlier one: the rows and entries of the earlier are taken back, and kept for an undo.
///
/// Rows of the two are compared by time and location.
struct FileSupersession {
    private let connection: Connection
    private let layout: DatasetLayout
    private let old: LedgerEntry
    private let file: OperationFile
    private let other: OperationFile

    /// A supersession of one file of the ledger by another. Throws `refused` where they do not belong together.
    init(
        _ id: Int64, by other: Int64, _ connection: Connection, _ layouts: [String: DatasetLayout]
    ) throws(StoreError) {
        guard let old = try LedgerEntry.find(id, connection),
            let file = try OperationFile.find(id, connection),
            let newer = try OperationFile.find(other, connection)
        else { throw StoreError(.refused, "there is no file \(id), or none \(other)") }
        for file in [file, newer] where ![.committed, .archived].contains(file.status) {
            throw StoreError(
                .refused, "file \(file.id) is \(file.status.rawValue): it has no rows of its own")
        }
        guard id != other, file.dataset == newer.dataset, let layout = layouts[file.dataset] else {
            throw StoreError(
                .refused,
                "file \(other) cannot take the place of file \(id): they must be two files of one dataset"
            )
        }
        self.connection = connection
        self.layout = layout
        self.old = old
        self.file = file
        self.other = newer
    }

    /// Does it; without a writer nothing is written.
    func run(_ context: OperationContext, _ writer: OperationWriter?) throws(StoreError)
        -> OperationReport
    {
        var report = OperationReport()
        report.counts.rowsAdded = Int(try rows(of: other, missingIn: file))
        report.counts.rowsRemoved = Int(try rows(of: file, missingIn: other))
        report.counts.rowsChanged = Int(try changedRows())
        guard let writer else { return report }
        try context.step(0, of: old.file.records)
        let entries = try connection.statement(
            "SELECT id FROM entries WHERE file_id = ?1 AND status <> 3 ORDER BY line, id")
        entries.bind(file.id, at: 1)
        var ids: [Int64] = []
        while try entries.step() { ids.append(entries.integer(0)) }
        entries.reset()
        for id in ids {
            guard let entry = try SelectedEntry.find(id, connection) else { continue }
            try writer.change(
                entry, in: file, to: writer.state(.superseded, of: entry, isJudged: false))
        }
        try KeptRows(connection, layout).exchange(file.rows, of: writer.journal.batch)
        var state = FileState(old)
        state.status = .superseded
        (state.stored, state.quarantined, state.discarded) = (0, 0, state.records)
        try writer.set(file.id, to: state)
        try writer.restateAll(file, layout)
        report.restatedBuckets = writer.restatedPartials
        try writer.journal.line(
            file: file.id, dataset: file.dataset, entry: nil,
            before: FileState(old).journalText, after: state.journalText)
        writer.journal.touched += old.file.stored
        return report
    }

    /// How many rows of a file have a time and location that rows of another have not.
    private func rows(
        of file: OperationFile, missingIn other: OperationFile
    ) throws(StoreError) -> Int64 {
        try connection.count(
            """
            SELECT count(*) FROM \(layout.rowsTable) r WHERE r.id BETWEEN ?1 AND ?2
                AND (r.timestamp_ms, r.location_id) NOT IN
                (SELECT timestamp_ms, location_id FROM \(layout.rowsTable) WHERE id BETWEEN ?3 AND ?4)
            """, file.rows.lowerBound, file.rows.upperBound, other.rows.lowerBound,
            other.rows.upperBound)
    }

    /// How many rows of the later file have a time and location of the earlier one, and other values.
    private func changedRows() throws(StoreError) -> Int64 {
        let cells = layout.columns.indices.map { "c\($0)" }
        let all = (["timestamp_ms", "location_id"] + cells).joined(separator: ", ")
        let different = try connection.count(
            """
            SELECT count(*) FROM (SELECT \(all) FROM \(layout.rowsTable) WHERE id BETWEEN ?1 AND ?2
                EXCEPT SELECT \(all) FROM \(layout.rowsTable) WHERE id BETWEEN ?3 AND ?4)
            """, other.rows.lowerBound, other.rows.upperBound, file.rows.lowerBound,
            file.rows.upperBound)
        return max(0, different - (try rows(of: other, missingIn: file)))
    }
}
