internal import SluiceCore

/// Takes over an attached older database file by file, then its journal; within the open transaction.
///
/// What is read of a file is taken in a savepoint of its own, so that a damaged page costs that file's decisions and no more.
struct DecisionAdoption {
    private let connection: Connection
    private let adoption: FileAdoption
    private let datasets: [String]
    private let reserve: (Int64) -> Int64

    /// An adoption; `reserve` keeps ids of rows free for a file that has too few, and answers the first.
    init(
        _ connection: Connection, _ layouts: [String: DatasetLayout],
        _ older: [String: DatasetLayout], reserve: @escaping (Int64) -> Int64
    ) {
        self.connection = connection
        self.reserve = reserve
        adoption = FileAdoption(connection, layouts, older)
        datasets = older.keys.filter { layouts[$0] != nil }.sorted()
    }

    /// Does it. Throws what makes all of it impossible.
    func run() throws(StoreError) -> AdoptedDecisions {
        try prepare()
        var adopted = AdoptedDecisions()
        for (older, id) in try pairs() {
            do throws(StoreError) {
                let isTaken = try inSavepoint { () throws(StoreError) in
                    try adoption.adopt(older, as: id, reserve)
                }
                if isTaken { adopted.files.append(id) }
            } catch {
                guard connection.isInTransaction, !error.isRefusal else { throw error }
                adopted.unreadable.append(id)
                try connection.execute("DELETE FROM temp.adopted WHERE older = \(older)")
            }
        }
        do throws(StoreError) {
            try inSavepoint { () throws(StoreError) in try takeJournal() }
        } catch {
            guard connection.isInTransaction, !error.isRefusal else { throw error }
            try connection.execute("UPDATE entries SET touched_by = NULL")
        }
        adopted.batches = Int(
            try connection.integer(
                "SELECT count(*) FROM journal_entries WHERE touched IS NOT NULL") ?? 0)
        adopted.entries = Int(
            try connection.integer("SELECT count(*) FROM entries WHERE status <> 0") ?? 0)
        try connection.execute(
            "DROP TABLE temp.adopted; DROP TABLE temp.adopted_kinds; DROP TABLE temp.operated")
        return adopted
    }

    /// Makes room for the older ids, and tables of what belongs to what.
    private func prepare() throws(StoreError) {
        let largest = try connection.integer("SELECT max(id) FROM older.entries") ?? 0
        if largest > 0 {
            // In two steps: no id is in the way of another.
            try connection.execute(
                """
                UPDATE entry_findings SET entry_id = -entry_id;
                UPDATE entries SET id = -id;
                UPDATE entry_findings SET entry_id = \(largest) - entry_id;
                UPDATE entries SET id = \(largest) - id;
                """)
        }
        try connection.execute(
            """
            CREATE TEMP TABLE operated(file INTEGER PRIMARY KEY);
            INSERT OR IGNORE INTO operated SELECT file_id FROM older.journal_entries
                WHERE file_id IS NOT NULL;
            CREATE TEMP TABLE adopted(
                older INTEGER PRIMARY KEY, id INTEGER, shift INTEGER NOT NULL DEFAULT 0);
            INSERT INTO adopted(older, id) SELECT o.id, n.id FROM older.ledger o
                JOIN ledger n ON n.sha256 = o.sha256 AND n.status <> 'duplicate'
                WHERE o.status NOT IN ('duplicate', 'loading') AND o.sha256 IS NOT NULL;
            INSERT OR IGNORE INTO adopted(older, id) SELECT o.id, n.id FROM older.ledger o
                JOIN ledger n ON n.archive_name = o.archive_name AND n.status = o.status
                WHERE o.status = 'rejected' AND o.sha256 IS NULL AND n.sha256 IS NULL;
            INSERT OR IGNORE INTO finding_kinds(column_name, column_index, code, rule, message)
                SELECT column_name, column_index, code, rule, message FROM older.finding_kinds;
            CREATE TEMP TABLE adopted_kinds(older INTEGER PRIMARY KEY, id INTEGER);
            INSERT INTO adopted_kinds SELECT o.id, n.id FROM older.finding_kinds o
                JOIN finding_kinds n ON n.code = o.code AND n.rule = o.rule
                    AND n.message = o.message
                    AND COALESCE(n.column_index, 0) = COALESCE(o.column_index, 0)
                    AND COALESCE(n.column_name, '') = COALESCE(o.column_name, '');
            """)
    }

    private func pairs() throws(StoreError) -> [(older: Int64, id: Int64)] {
        let statement = try connection.statement(
            "SELECT older, id FROM temp.adopted ORDER BY older")
        defer { statement.reset() }
        var pairs: [(older: Int64, id: Int64)] = []
        while try statement.step() { pairs.append((statement.integer(0), statement.integer(1))) }
        return pairs
    }

    /// Runs a body; what it wrote is undone when it throws.
    private func inSavepoint<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try connection.execute("SAVEPOINT adoption")
        do throws(StoreError) {
            let result = try body()
            try connection.execute("RELEASE adoption")
            return result
        } catch {
            try? connection.execute("ROLLBACK TO adoption; RELEASE adoption")
            throw error
        }
    }

    /// The journal, rows kept for undoing, and rule files still to be replaced. What a line is about and did not come along it names no more.
    private func takeJournal() throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO journal_entries(id, at, actor, action, batch, file_id, dataset, entry_id,
                reason, before, after, undone_by, touched, line_count, target)
                SELECT j.id, j.at, j.actor, j.action, j.batch, a.id, j.dataset,
                    (SELECT e.id FROM entries e WHERE e.id = j.entry_id AND e.file_id = a.id),
                    j.reason, j.before, j.after, j.undone_by, j.touched, j.line_count, j.target
                FROM older.journal_entries j LEFT JOIN temp.adopted a ON a.older = j.file_id;
            INSERT OR IGNORE INTO rule_files SELECT * FROM older.rule_files;
            """)
        for dataset in datasets { try adoption.takeKeptRows(of: dataset) }
    }
}
