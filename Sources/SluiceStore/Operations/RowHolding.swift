internal import SluiceCore

/// Takes stored rows back into quarantine that break new limits of their dataset.
///
/// The bytes of a record come from its entry where it was released from one, else from its file, judged anew. A class, because of
/// what it gathers file by file.
final class RowHolding {
    private let connection: Connection
    private let layouts: [String: DatasetLayout]
    private let context: OperationContext
    /// Nil in a dry run.
    private let writer: OperationWriter?

    /// A holding by the datasets of the context, which have the new limits.
    init(
        _ connection: Connection, _ layouts: [String: DatasetLayout],
        _ context: OperationContext, writer: OperationWriter?
    ) {
        self.connection = connection
        self.layouts = layouts
        self.context = context
        self.writer = writer
    }

    /// Holds the rows and answers their files; the report's removed rows count them.
    func run(
        _ changes: [RuleChange], of dataset: Dataset, _ report: inout OperationReport
    ) throws(StoreError) -> Set<Int64> {
        guard let layout = layouts[dataset.name] else { return [] }
        let rows = try broken(changes, of: dataset, layout)
        for (done, file) in rows.keys.sorted().enumerated() {
            try context.step(done, of: rows.count)
            let ids = rows[file] ?? []
            report.counts.rowsRemoved += ids.count
            guard let writer, let known = try OperationFile.find(file, connection) else { continue }
            try hold(ids, known, dataset, layout, writer)
            try writer.finish(known, layout)
        }
        report.restatedBuckets = max(report.restatedBuckets, writer?.restatedPartials ?? 0)
        return Set(rows.keys)
    }

    /// The ids of rows that break the limits, by file; those that an operator accepted in spite of a rule stay.
    private func broken(
        _ changes: [RuleChange], of dataset: Dataset, _ layout: DatasetLayout
    ) throws(StoreError) -> [Int64: [Int64]] {
        var conditions: [String] = []
        var limits: [Double] = []
        for change in changes {
            guard let field = dataset.field(named: change.field),
                field.severity(of: .range) == .reject,
                let position = layout.position(of: field.storedName)
            else { continue }
            for (limit, comparison) in [(change.minimum, "<"), (change.maximum, ">")] {
                guard let limit else { continue }
                limits.append(limit)
                conditions.append("\(layout.value(at: position)) \(comparison) ?\(limits.count)")
            }
        }
        guard !conditions.isEmpty else { return [:] }
        let statement = try connection.statement(
            """
            SELECT r.id, r.file_id FROM \(layout.rowsTable) r
                WHERE (\(conditions.joined(separator: " OR "))) AND coalesce(r.extra, 0) & 1 = 0
                    AND r.file_id NOT IN (SELECT id FROM ledger WHERE status = 'loading')
            """)
        for (index, limit) in limits.enumerated() { statement.bind(limit, at: Int32(index + 1)) }
        defer { statement.reset() }
        var rows: [Int64: [Int64]] = [:]
        while try statement.step() {
            rows[statement.integer(1), default: []].append(statement.integer(0))
        }
        return rows
    }

    private func hold(
        _ rows: [Int64], _ file: OperationFile, _ dataset: Dataset, _ layout: DatasetLayout,
        _ writer: OperationWriter
    ) throws(StoreError) {
        let kept = KeptRows(connection, layout)
        var missing: Set<Int> = []
        var judge = HeldRecordJudge(
            dataset: dataset, header: file.header, fileName: file.name, limits: context.limits,
            nowMilliseconds: context.nowMicroseconds / 1000)
        for row in rows {
            let line = Int(row - file.rows.lowerBound)
            guard let entry = try released(line, file) else {
                missing.insert(line)
                continue
            }
            guard let findings = judge.findings(of: entry.raw, line: line) else { continue }
            try take(row, kept, writer)
            try writer.change(
                entry, in: file, to: writer.state(.held, of: entry, isJudged: true),
                findings: findings)
        }
        guard !missing.isEmpty else { return }
        var found: [HeldRecord] = []
        guard let contents = context.contents,
            let ledger = try LedgerEntry.find(file.id, connection)
        else { throw StoreError(.refused, "the archive is out of reach here") }
        _ = try contents.judging(by: context.catalog).judge(ledger, file.header) { (chunk) in
            found += chunk.held.filter { missing.contains($0.line) }
        }
        guard found.count == missing.count else {
            throw StoreError(
                .refused,
                "\(file.shownName) is not in the archive as it was taken: its rows cannot be held")
        }
        for record in found {
            try take(file.row(ofLine: record.line), kept, writer)
            try enter(record, file, writer)
        }
    }

    private func take(
        _ row: Int64, _ kept: KeptRows, _ writer: OperationWriter
    ) throws(StoreError) {
        guard let moved = try kept.take(row, for: writer.journal.batch) else { return }
        writer.note(
            places: [(moved.locationID, PartialTable.hour(ofMilliseconds: moved.milliseconds))],
            added: 0)
    }

    /// The entry from which the record of a line was released; nil when it never was held.
    private func released(_ line: Int, _ file: OperationFile) throws(StoreError) -> SelectedEntry? {
        let statement = try connection.statement(
            "SELECT id FROM entries WHERE file_id = ?1 AND line = ?2 AND status = 1")
        statement.bind(file.id, at: 1)
        statement.bind(line, at: 2)
        let id = try statement.step() ? statement.optionalInteger(0) : nil
        statement.reset()
        return try id.flatMap { (id) throws(StoreError) in try SelectedEntry.find(id, connection) }
    }

    /// Enters a record that was stored and never held: an undo supersedes the entry.
    private func enter(
        _ record: HeldRecord, _ file: OperationFile, _ writer: OperationWriter
    ) throws(StoreError) {
        let statement = try connection.statement(
            """
            INSERT INTO entries(file_id, line, byte_offset, raw, raw_size, status, attempts,
                quarantined_at, resolved_at) VALUES (?1, ?2, ?3, ?4, ?5, 3, 0, ?6, ?6)
            """)
        statement.bind(file.id, at: 1)
        statement.bind(record.line, at: 2)
        statement.bind(record.byteOffset, at: 3)
        statement.bind(bytes: record.raw, at: 4)
        statement.bind(record.rawSize > record.raw.count ? record.rawSize : nil, at: 5)
        statement.bind(context.nowMicroseconds, at: 6)
        try statement.run()
        let id = connection.lastInsertedID
        guard let entry = try SelectedEntry.find(id, connection) else { return }
        try writer.change(
            entry, in: file, to: writer.state(.held, of: entry, isJudged: true),
            findings: record.findings, wasAside: true)
    }
}
