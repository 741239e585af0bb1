internal import SluiceCore

/// Takes stored rows back into quarantine that broke no limit of their dataset and break a new one.
///
/// The bytes of a record come from its entry where it was released from one, else from its file, judged anew. A class, because of
/// what it gathers file by file.
final class RowHolding {
    /// A field whose limits moved.
    private struct Limit {
        let move: LimitMove
        /// The column of the search that has its value.
        let column: Int32
    }

    /// What would be held, row by row.
    private(set) var outcomes = OutcomeList()
    /// The ids of the rows, by file.
    private var rows: [Int64: [Int64]] = [:]
    private let dataset: Dataset
    private let connection: Connection
    private let layout: DatasetLayout
    private let context: OperationContext
    /// Nil in a dry run.
    private let writer: OperationWriter?

    /// Finds the rows that moves of limits, which the dataset has made already, reject; those that an operator accepted in spite of a
    /// rule stay. One pass over the rows.
    init(
        _ moves: [LimitMove], of dataset: Dataset, _ connection: Connection,
        _ layout: DatasetLayout, _ context: OperationContext, writer: OperationWriter?
    ) throws(StoreError) {
        self.dataset = dataset
        self.connection = connection
        self.layout = layout
        self.context = context
        self.writer = writer
        try find(moves)
    }

    /// The files the rows are of.
    var files: Set<Int64> { Set(rows.keys) }

    /// What gathers how aggregates move, with the rows that stay in it; nil where nobody asks or adding up would take too long.
    func effectTally() throws(StoreError) -> EffectTally? {
        guard var tally = context.effectTally(connection, replacing: files),
            try EffectTally.reaches(rowsOf: files, connection)
        else { return nil }
        // In one order, in which sums have the same last digits each time.
        for (id, gone) in rows.sorted(by: { $0.key < $1.key }) {
            guard let file = try OperationFile.find(id, connection) else { continue }
            try tally.add(
                rowsOf: file, in: layout.rowsTable, where: "r.file_id = \(id)",
                as: .stay(without: Set(gone)), layout)
        }
        return tally
    }

    /// How many partials a dry run would restate that has noted others already. Linear in the rows.
    func restated(beside others: RestatedPlaces) throws(StoreError) -> Int {
        var places = others
        let kept = KeptRows(connection, layout, isDry: true)
        for (id, ids) in rows {
            guard let file = try OperationFile.find(id, connection) else { continue }
            for id in ids {
                if let row = try kept.take(id, for: 0) { try places.noteGoing(row, of: file) }
            }
            try places.finish(file, layout)
        }
        return places.count
    }

    /// Holds the rows; does nothing in a dry run.
    func run() throws(StoreError) {
        guard let writer else { return }
        for (done, id) in rows.keys.sorted().enumerated() {
            try context.step(done, of: rows.count)
            guard let ids = rows[id], let file = try OperationFile.find(id, connection) else {
                continue
            }
            try hold(ids, file, writer)
            try writer.finish(file, layout)
        }
    }

    private func find(_ moves: [LimitMove]) throws(StoreError) {
        var limits: [Limit] = []
        var values: [String] = []
        for move in moves {
            guard let position = layout.position(of: move.field.storedName) else { continue }
            values.append(layout.value(at: position))
            limits.append(Limit(move: move, column: Int32(values.count + 1)))
        }
        guard !limits.isEmpty else { return }
        let conditions = values.enumerated().map { number, value in
            let first = 4 * number + 1
            return "\(value) BETWEEN ?\(first) AND ?\(first + 1)"
                + " AND \(value) NOT BETWEEN ?\(first + 2) AND ?\(first + 3)"
        }
        let statement = try connection.statement(
            """
            SELECT r.id, r.file_id, \(values.joined(separator: ", ")) FROM \(layout.rowsTable) r
                WHERE (\(conditions.joined(separator: " OR "))) AND coalesce(r.extra, 0) & 1 = 0
                    AND r.file_id NOT IN (SELECT id FROM ledger WHERE status = 'loading')
            """)
        for (number, limit) in limits.enumerated() {
            let (old, new) = (limit.move.old, limit.move.new)
            for (offset, bound) in [old.minimum, old.maximum, new.minimum, new.maximum].enumerated()
            {
                statement.bind(bound, at: Int32(4 * number + offset + 1))
            }
        }
        defer { statement.reset() }
        while try statement.step() {
            let (row, file) = (statement.integer(0), statement.integer(1))
            rows[file, default: []].append(row)
            try outcomes.add(.held) { () throws(StoreError) in
                try outcome(row, of: file, statement, limits)
            }
        }
    }

    private func outcome(
        _ row: Int64, of id: Int64, _ statement: Statement, _ limits: [Limit]
    ) throws(StoreError) -> RecordOutcome {
        let limit = limits.first { limit in
            !statement.isNull(limit.column) && limit.move.rejects(statement.double(limit.column))
        }
        let value = limit.map { StoredCell.text(statement.double($0.column)) }
        let file = try OperationFile.find(id, connection)
        let line = file.map { $0.line(ofRow: row) }
        let entry = try file.flatMap { (file) throws(StoreError) in
            try released(file.line(ofRow: row), file)
        }
        return RecordOutcome(
            entry: entry?.id, fileName: file?.shownName ?? "", line: line,
            field: limit?.move.field.name ?? "", before: value, after: nil, end: .held)
    }

    private func hold(
        _ rows: [Int64], _ file: OperationFile, _ writer: OperationWriter
    ) throws(StoreError) {
        let kept = KeptRows(connection, layout)
        var missing: Set<Int> = []
        var judge = HeldRecordJudge(
            dataset: dataset, header: file.header, fileName: file.name, limits: context.limits,
            nowMilliseconds: context.nowMicroseconds / 1000)
        for row in rows {
            let line = file.line(ofRow: row)
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
