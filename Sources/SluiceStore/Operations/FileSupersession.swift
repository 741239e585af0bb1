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
        else { throw try OperationFile.unknown([id, other], connection) }
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
        var outcomes = OutcomeList()
        try tellRows(of: other, missingIn: file, as: .rowAdded, &outcomes)
        try tellChangedRows(&outcomes)
        try tellRows(of: file, missingIn: other, as: .rowRemoved, &outcomes)
        try tellHeld(&outcomes)
        try OperatorDecisions(on: file, layout, connection).count(in: &outcomes)
        var report = OperationReport()
        report.counts = outcomes.counts
        report.outcomes = outcomes.shown
        report.restatedBuckets = try PartialRestatement(connection, layout).count(file.partials)
        if var effects = context.effectTally(connection, replacing: [file.id]) {
            // The rows of the other file are stored already: only those of this one go.
            try effects.add(
                rowsOf: file, in: layout.rowsTable, where: "r.file_id = \(file.id)", as: .go,
                layout)
            report.effects = effects.effects
            report.leavesOutEffects = effects.isIncomplete
        }
        try context.step(0, of: old.file.records)
        guard let writer else { return report }
        try writer.supersedeEntries(of: file)
        try KeptRows(connection, layout).exchange(file.rows, of: writer.journal.batch)
        var state = FileState(old)
        state.status = .superseded
        (state.stored, state.quarantined, state.discarded) = (0, 0, state.records)
        try writer.set(file.id, to: state)
        try writer.restateAll(file, layout)
        try writer.journal.line(
            file: file.id, dataset: file.dataset, entry: nil,
            before: FileState(old).journalText, after: state.journalText)
        return report
    }

    // MARK: What is told

    /// The rows of a file with a time and location that rows of another have not.
    private func tellRows(
        of file: OperationFile, missingIn other: OperationFile, as end: RecordOutcome.End,
        _ outcomes: inout OutcomeList
    ) throws(StoreError) {
        let statement = try search("SELECT r.id", "NOT EXISTS (SELECT 1 \(twin))", file, other)
        defer { statement.reset() }
        while try statement.step() {
            let line = file.line(ofRow: statement.integer(0))
            // Decisions are about records of the earlier file.
            try outcomes.add(end, ofLine: file.id == self.file.id ? line : nil) {
                () throws(StoreError) in
                file.outcome(ofLine: line, end)
            }
        }
    }

    /// The rows of the later file with a time and location of the earlier one, and other values.
    private func tellChangedRows(_ outcomes: inout OutcomeList) throws(StoreError) {
        let same = layout.columns.indices.map { "o.c\($0) IS r.c\($0)" }
        // In groups, because a long chain is too deep for SQLite.
        let groups = stride(from: 0, to: same.count, by: 100).map { start in
            "(\(same[start..<min(start + 100, same.count)].joined(separator: " AND ")))"
        }
        let statement = try search(
            "SELECT r.id, (SELECT min(o.id) \(twin))",
            """
            EXISTS (SELECT 1 \(twin)) AND NOT EXISTS
                (SELECT 1 \(([twin] + groups).joined(separator: " AND ")))
            """, other, file)
        defer { statement.reset() }
        while try statement.step() {
            // Decisions are about records of the earlier file.
            let line = file.line(ofRow: statement.integer(1))
            try outcomes.add(.rowChanged, ofLine: line) { () throws(StoreError) in
                var outcome = other.outcome(
                    ofLine: other.line(ofRow: statement.integer(0)), .rowChanged)
                let before = try cells(ofRow: statement.integer(1))
                let after = try cells(ofRow: statement.integer(0))
                if let column = before.indices.first(where: { before[$0] != after[$0] }) {
                    outcome.field = layout.columns[column].name
                    (outcome.before, outcome.after) = (before[column], after[column])
                }
                return outcome
            }
        }
    }

    /// A row of the other file with the time and location of `r`. With the plus SQLite finds it by time; through the ids, or by
    /// `NOT IN`, each row would be compared with all others.
    private var twin: String {
        """
        FROM \(layout.rowsTable) o WHERE o.timestamp_ms = r.timestamp_ms
            AND o.location_id = r.location_id AND +o.id BETWEEN ?3 AND ?4
        """
    }

    /// A search for rows of a file by those of another, in the order of lines.
    private func search(
        _ selection: String, _ condition: String, _ file: OperationFile, _ other: OperationFile
    ) throws(StoreError) -> Statement {
        let statement = try connection.statement(
            """
            \(selection) FROM \(layout.rowsTable) r WHERE r.id BETWEEN ?1 AND ?2
                AND \(condition) ORDER BY r.id
            """)
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        statement.bind(other.rows.lowerBound, at: 3)
        statement.bind(other.rows.upperBound, at: 4)
        return statement
    }

    private func cells(ofRow id: Int64) throws(StoreError) -> [[UInt8]?] {
        let values = layout.columns.indices.map { layout.value(at: $0) }
        let statement = try connection.statement(
            "SELECT \(values.joined(separator: ", ")) FROM \(layout.rowsTable) r WHERE r.id = ?1")
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return [] }
        return layout.columns.enumerated().map { position, column in
            StoredCell.text(statement, Int32(position), column.kind)
        }
    }

    /// The held records of the earlier file, which leave the quarantine with it.
    private func tellHeld(_ outcomes: inout OutcomeList) throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT id, line FROM entries WHERE file_id = ?1 AND status = 0 AND line > 0
                ORDER BY line, id
            """)
        statement.bind(file.id, at: 1)
        defer { statement.reset() }
        while try statement.step() {
            let line = statement.int(1)
            try outcomes.add(.superseded, ofLine: line) { () throws(StoreError) in
                let id = statement.integer(0)
                let first = try SelectedEntry.findings(of: id, connection).first
                return RecordOutcome(
                    entry: id, fileName: file.shownName, line: line,
                    field: first?.columnName ?? "", before: first?.value, after: nil,
                    end: .superseded)
            }
        }
    }
}
