internal import SluiceCore

/// Makes one file of a new database what it was in an attached older one: its entries, and, where they can differ, its rows.
struct FileAdoption {
    /// A file in one of the two databases.
    private struct Side {
        let dataset: String
        let status: String
        let counts: [Int64]
        let first: Int64
        let last: Int64
    }

    private let connection: Connection
    private let layouts: [String: DatasetLayout]
    private let older: [String: DatasetLayout]

    /// An adoption into the datasets of a connection, from those of the older database.
    init(
        _ connection: Connection, _ layouts: [String: DatasetLayout],
        _ older: [String: DatasetLayout]
    ) {
        self.connection = connection
        self.layouts = layouts
        self.older = older
    }

    /// Takes a file over; answers false when it is what it was anyway. Throws when the older database does not agree with itself.
    func adopt(
        _ old: Int64, as id: Int64, _ reserve: (Int64) -> Int64
    ) throws(StoreError) -> Bool {
        guard let before = try side(old, in: Store.olderSchema),
            let now = try side(id, in: "main")
        else { return false }
        let isJudgedAlike =
            before.dataset == now.dataset && before.counts == now.counts
            && (before.status == "rejected") == (now.status == "rejected")
            && before.status != "superseded"
        let isOperated =
            try connection.count("SELECT count(*) FROM temp.operated WHERE file = ?1", old) > 0
        let entries = try connection.count(
            "SELECT count(*) FROM older.entries WHERE file_id = ?1", old)
        if isJudgedAlike, !isOperated, entries == 0 { return false }
        var first = now.first
        var exchangesRows = !isJudgedAlike || isOperated
        if !exchangesRows { exchangesRows = try heldLinesDiffer(old, id) }
        if exchangesRows {
            try removeRows(now)
            first = try makeRoom(for: before, old, in: now, id, reserve)
            try takeRows(of: before, old, as: id, first)
        }
        try connection.run(
            "UPDATE temp.adopted SET shift = ?3 - ?2 WHERE older = ?1", old, before.first, first)
        try takeEntries(of: old, as: id)
        try takeLedger(of: old, as: id)
        if exchangesRows { try restate(id) }
        try check(id)
        return true
    }

    /// Rows that were kept for undoing, of files that came along.
    func takeKeptRows(of dataset: String) throws(StoreError) {
        guard let (columns, values) = columns(of: dataset, "k") else { return }
        try connection.execute(
            """
            \(Self.locations(from: "older.kept_\(dataset)", where: "1"));
            INSERT INTO kept_\(dataset)(batch, id, timestamp_ms, file_id, location_id, extra\(columns))
                SELECT k.batch, k.id + a.shift, k.timestamp_ms, a.id, l.id, k.extra\(values)
                FROM older.kept_\(dataset) k JOIN temp.adopted a ON a.older = k.file_id
                JOIN older.locations o ON o.id = k.location_id JOIN locations l ON l.name = o.name
            """)
    }

    // MARK: Rows

    /// True when other lines are held than were: then other rows are stored.
    private func heldLinesDiffer(_ old: Int64, _ id: Int64) throws(StoreError) -> Bool {
        let (here, there) = (
            "SELECT line FROM main.entries WHERE file_id = ?1 AND status = 0",
            "SELECT line FROM older.entries WHERE file_id = ?2"
        )
        return try connection.count(
            """
            SELECT count(*) FROM (SELECT * FROM (\(here) EXCEPT \(there))
                UNION ALL SELECT * FROM (\(there) EXCEPT \(here)))
            """, id, old) > 0
    }

    private func removeRows(_ now: Side) throws(StoreError) {
        guard let layout = layouts[now.dataset], now.last > 0 else { return }
        try connection.run(
            "DELETE FROM \(layout.rowsTable) WHERE id BETWEEN ?1 AND ?2", now.first, now.last)
        guard layout.hasPartials else { return }
        try connection.run(
            "DELETE FROM \(layout.partialsTable) WHERE id BETWEEN ?1 AND ?2", now.first, now.last)
    }

    /// The first id of the file's rows; it gets others when it has fewer than it had.
    private func makeRoom(
        for before: Side, _ old: Int64, in now: Side, _ id: Int64, _ reserve: (Int64) -> Int64
    ) throws(StoreError) -> Int64 {
        let needed = before.last > 0 ? before.last - before.first + 1 : 0
        guard needed > (now.last > 0 ? now.last - now.first + 1 : 0) else { return now.first }
        let first = reserve(needed)
        try connection.run(
            "UPDATE ledger SET first_row = ?2, last_row = ?3 WHERE id = ?1", id, first,
            first + needed - 1)
        return first
    }

    private func takeRows(
        of before: Side, _ old: Int64, as id: Int64, _ first: Int64
    ) throws(StoreError) {
        guard before.last > 0, !before.dataset.isEmpty else { return }
        guard let (columns, values) = columns(of: before.dataset, "r"),
            let layout = layouts[before.dataset]
        else {
            throw StoreError(.misuse, "dataset \(before.dataset) has other columns than it had")
        }
        let source = "older.\(layout.rowsTable)"
        try connection.run(
            Self.locations(from: source, where: "id BETWEEN ?1 AND ?2"), before.first, before.last)
        try connection.run(
            """
            INSERT INTO main.\(layout.rowsTable)(id, timestamp_ms, file_id, location_id, extra\(columns))
                SELECT r.id + ?3, r.timestamp_ms, ?4, l.id, r.extra\(values) FROM \(source) r
                JOIN older.locations o ON o.id = r.location_id
                JOIN main.locations l ON l.name = o.name
                WHERE r.id BETWEEN ?1 AND ?2 ORDER BY r.id
            """, before.first, before.last, first - before.first, id)
    }

    /// The columns of a dataset here and, of table `alias` there, what goes into them; nil where they do not go together.
    private func columns(
        of dataset: String, _ alias: String
    ) -> (columns: String, values: String)? {
        guard let layout = layouts[dataset], let old = older[dataset] else { return nil }
        var (columns, values) = ("", "")
        for (index, column) in old.columns.enumerated() {
            guard let position = layout.position(of: column.name),
                layout.columns[position].kind == column.kind
            else { return nil }
            columns += ", c\(position)"
            values += ", \(alias).c\(index)"
        }
        return (columns, values)
    }

    /// The statement that enters the names of locations that rows of a table refer to.
    private static func locations(from table: String, where condition: String) -> String {
        """
        INSERT OR IGNORE INTO main.locations(name) SELECT name FROM older.locations
            WHERE id IN (SELECT location_id FROM \(table) WHERE \(condition))
        """
    }

    // MARK: Entries and the ledger

    /// What was found in a record that the older database has without findings is what is found in it today.
    private func takeEntries(of old: Int64, as id: Int64) throws(StoreError) {
        try connection.run(
            """
            UPDATE main.entry_findings SET entry_id = o.id
                FROM older.entries o JOIN main.entries n ON n.file_id = ?2 AND n.line IS o.line
                WHERE o.file_id = ?1 AND n.raw IS o.raw AND entry_findings.entry_id = n.id
                    AND NOT EXISTS (SELECT 1 FROM older.entry_findings f WHERE f.entry_id = o.id)
            """, old, id)
        try connection.run(
            """
            DELETE FROM main.entry_findings
                WHERE entry_id IN (SELECT id FROM main.entries WHERE file_id = ?1)
            """, id)
        try connection.run("DELETE FROM main.entries WHERE file_id = ?1", id)
        try connection.run(
            """
            INSERT INTO main.entries(id, file_id, line, byte_offset, raw, raw_size, status, attempts,
                quarantined_at, resolved_at, touched_by)
                SELECT id, ?2, line, byte_offset, raw, raw_size, status, attempts, quarantined_at,
                    resolved_at, touched_by FROM older.entries WHERE file_id = ?1
            """, old, id)
        try connection.run(
            """
            INSERT INTO main.entry_findings(entry_id, position, kind_id, value)
                SELECT f.entry_id, f.position, k.id, f.value FROM older.entries e
                JOIN older.entry_findings f ON f.entry_id = e.id
                JOIN temp.adopted_kinds k ON k.older = f.kind_id WHERE e.file_id = ?1
            """, old)
    }

    /// Where the file lies is what was found; only between refused and not refused it still has to be moved.
    private func takeLedger(of old: Int64, as id: Int64) throws(StoreError) {
        try connection.run(
            """
            INSERT OR IGNORE INTO main.headers(bytes) SELECT h.bytes FROM older.ledger o
                JOIN older.headers h ON h.id = o.header_id WHERE o.id = ?1
            """, old)
        try connection.run(
            """
            UPDATE main.ledger SET (dataset, data_source, status, error, records, stored, quarantined,
                discarded, committed_at, header_id, moved, archive_name) = (SELECT o.dataset, o.data_source,
                    CASE WHEN o.status NOT IN ('committed', 'archived') THEN o.status
                        WHEN ledger.status = 'rejected' THEN 'committed' ELSE ledger.status END,
                    o.error, o.records, o.stored, o.quarantined, o.discarded, o.committed_at,
                    (SELECT n.id FROM main.headers n JOIN older.headers h ON h.bytes = n.bytes
                        WHERE h.id = o.header_id),
                    CASE WHEN (o.status = 'rejected') = (ledger.status = 'rejected') THEN ledger.moved
                        ELSE 0 END,
                    CASE WHEN (o.status = 'rejected') = (ledger.status = 'rejected')
                        THEN ledger.archive_name ELSE o.archive_name END
                    FROM older.ledger o WHERE o.id = ?1) WHERE id = ?2
            """, old, id)
    }

    private func restate(_ id: Int64) throws(StoreError) {
        guard let file = try OperationFile.find(id, connection),
            let layout = layouts[file.dataset]
        else { return }
        let form = try PartialRestatement(connection, layout).condense(file.partials).form
        try connection.run(
            "UPDATE ledger SET condensed = ?2 WHERE id = ?1", id, Int64(form.rawValue))
    }

    /// What was read must be what the ledger says of it, else a page of it was lost.
    private func check(_ id: Int64) throws(StoreError) {
        guard let now = try side(id, in: "main") else { return }
        let held = try connection.count(
            """
            SELECT count(*) FROM main.entries WHERE file_id = ?1 AND status = 0 AND line IS NOT NULL
            """, id)
        var stored = now.counts[1]
        if let layout = layouts[now.dataset], now.last > 0 {
            stored = try connection.count(
                "SELECT count(*) FROM main.\(layout.rowsTable) WHERE id BETWEEN ?1 AND ?2",
                now.first, now.last)
        }
        let bare = try connection.count(
            """
            SELECT count(*) FROM main.entries e WHERE file_id = ?1 AND status = 0
                AND NOT EXISTS (SELECT 1 FROM main.entry_findings f WHERE f.entry_id = e.id)
            """, id)
        guard held == now.counts[2], stored == now.counts[1], bare == 0 else {
            throw StoreError(.damaged, "file \(id) is not whole in the older database")
        }
    }

    // MARK: Questions

    private func side(_ id: Int64, in schema: String) throws(StoreError) -> Side? {
        let statement = try connection.statement(
            """
            SELECT dataset, status, records, stored, quarantined, discarded, first_row, last_row
                FROM \(schema).ledger WHERE id = ?1
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return Side(
            dataset: statement.text(0), status: statement.text(1),
            counts: (2...5).map { statement.integer($0) }, first: statement.integer(6),
            last: statement.integer(7))
    }
}
