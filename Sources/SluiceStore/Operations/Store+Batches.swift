internal import SluiceCore

/// What is to be known of batches and of what is held, beside doing them.
extension Store {
    /// The datasets that have tables.
    package var knownDatasets: Set<String> { Set(catalog.layouts.keys) }

    /// The files that a batch touched; of an undo or redo, those of the batch it is about. Linear in the lines of the batch.
    package func files(ofBatch batch: Int64) throws(StoreError) -> [Int64] {
        options.assertOwner()
        let statement = try connection.statement(
            """
            SELECT DISTINCT j.file_id FROM journal_entries j, (SELECT id, line_count FROM journal_entries
                WHERE id = (SELECT coalesce(target, id) FROM journal_entries WHERE id = ?1)) h
                WHERE j.id BETWEEN h.id AND h.id + h.line_count AND j.file_id IS NOT NULL
                ORDER BY j.file_id
            """)
        statement.bind(batch, at: 1)
        defer { statement.reset() }
        var files: [Int64] = []
        while try statement.step() { files.append(statement.integer(0)) }
        return files
    }

    /// The newest batch and its files, of which `quarantine/` may be behind after a crash; 0 when there is no batch, nil where
    /// no file was taken yet.
    package func newestBatch() throws(StoreError) -> (id: Int64, files: [Int64])? {
        options.assertOwner()
        guard try connection.count("SELECT EXISTS (SELECT 1 FROM ledger)") > 0 else { return nil }
        let newest = try connection.count(
            "SELECT id FROM journal_entries WHERE touched IS NOT NULL ORDER BY id DESC LIMIT 1")
        return (newest, newest > 0 ? try files(ofBatch: newest) : [])
    }

    /// Files of the ledger by their ids; those that are gone are left out.
    package func ledger(_ ids: some Collection<Int64>) throws(StoreError) -> [LedgerEntry] {
        options.assertOwner()
        var entries: [LedgerEntry] = []
        for id in ids {
            if let entry = try LedgerEntry.find(id, connection) { entries.append(entry) }
        }
        return entries
    }

    /// How many entries are held: records and files. Linear in the number of files.
    package func heldCount() throws(StoreError) -> Int {
        options.assertOwner()
        return try Self.heldCount(connection)
    }

    /// The same, by any connection.
    static func heldCount(_ connection: Connection) throws(StoreError) -> Int {
        let statement = try connection.statement(
            """
            SELECT (SELECT sum(quarantined) FROM ledger WHERE status <> 'loading')
                + (SELECT count(*) FROM ledger f JOIN entries e ON e.file_id = f.id
                    WHERE f.status = 'rejected' AND e.line IS NULL AND e.status = 0)
            """)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) : 0
    }
}
