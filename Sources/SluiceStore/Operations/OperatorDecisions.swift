internal import SluiceCore

/// What operators decided about records of a file: it goes when the file is taken again or gives way, and an undo brings it back.
struct OperatorDecisions {
    /// The lines of records that were stored in spite of a rule.
    private var overrides: [Int] = []
    /// Those of records that were put aside.
    private var discards: [Int] = []
    /// Those of records that were given other bytes.
    private var edits: Set<Int> = []

    /// None.
    init() {}

    /// Those that stand for a file with rows of a layout. Linear in its rows and entries.
    init(
        on file: OperationFile, _ layout: DatasetLayout, _ connection: Connection
    ) throws(StoreError) {
        let flagged = try connection.statement(
            """
            SELECT id FROM \(layout.rowsTable)
                WHERE id BETWEEN ?1 AND ?2 AND coalesce(extra, 0) & 1 = 1
            """)
        flagged.bind(file.rows.lowerBound, at: 1)
        flagged.bind(file.rows.upperBound, at: 2)
        defer { flagged.reset() }
        while try flagged.step() { overrides.append(file.line(ofRow: flagged.integer(0))) }
        // A record's bytes are changed only by these, and each names the batch that did it last.
        let entries = try connection.statement(
            """
            SELECT e.line, e.status FROM entries e LEFT JOIN journal_entries h ON h.id = e.touched_by
                WHERE e.file_id = ?1 AND e.line IS NOT NULL AND (e.status = 2
                    OR e.status < 2 AND h.action IN ('edit', 'repair', 'import'))
            """)
        entries.bind(file.id, at: 1)
        defer { entries.reset() }
        while try entries.step() {
            let line = entries.int(0)
            if entries.int(1) == 2 { discards.append(line) } else { edits.insert(line) }
        }
    }

    /// Notes records that are held with other bytes than their file has.
    mutating func addEdits(ofLines lines: [Int]) { edits.formUnion(lines) }

    /// Enters them as taken back; a record of which rows are told already does not count twice.
    func count(in outcomes: inout OutcomeList) {
        outcomes.addRevoked(
            overrides: overrides.count, discards: discards.count, edits: edits.count)
        for lines in [overrides, discards, Array(edits)] {
            for line in lines { outcomes.addChange(ofLine: line) }
        }
    }
}
