internal import SluiceCore

/// What operators decided about records of a file: it goes when the file is taken again, and an undo brings it back.
struct OperatorDecisions {
    private var overrides = 0
    private var discards = 0
    private var edits = 0

    /// None.
    init() {}

    /// Those that stand for a file with rows of a layout. Linear in its rows and entries.
    init(
        on file: OperationFile, _ layout: DatasetLayout, _ connection: Connection
    ) throws(StoreError) {
        let flagged = try connection.statement(
            """
            SELECT count(*) FROM \(layout.rowsTable)
                WHERE id BETWEEN ?1 AND ?2 AND coalesce(extra, 0) & 1 = 1
            """)
        flagged.bind(file.rows.lowerBound, at: 1)
        flagged.bind(file.rows.upperBound, at: 2)
        defer { flagged.reset() }
        if try flagged.step() { overrides = flagged.int(0) }
        // A record's bytes are changed only by these, and each names the batch that did it last.
        let entries = try connection.statement(
            """
            SELECT count(*) FILTER (WHERE e.status = 2), count(*) FILTER (WHERE e.status < 2
                    AND h.action IN ('edit', 'repair', 'import'))
                FROM entries e LEFT JOIN journal_entries h ON h.id = e.touched_by
                WHERE e.file_id = ?1 AND e.line IS NOT NULL
            """)
        entries.bind(file.id, at: 1)
        defer { entries.reset() }
        guard try entries.step() else { return }
        discards = entries.int(0)
        edits = entries.int(1)
    }

    /// Enters them as taken back.
    func count(in counts: inout OperationReport.Counts) {
        counts.overridesRevoked = overrides
        counts.discardsRevoked = discards
        counts.editsRevoked = edits
    }
}
