/// The ledger as a whole, page by page, for those who compare it with what is on disk.
extension StoreReader {
    /// Files by id, after one; those that are being loaded are left out. A page is one state of the database.
    package func ledgerPage(after id: Int64, limit: Int) throws(StoreError) -> [LedgerEntry] {
        let statement = try connection.statement(
            LedgerEntry.selection
                + " WHERE l.id > ?1 AND l.status <> 'loading' ORDER BY l.id LIMIT ?2")
        statement.bind(id, at: 1)
        statement.bind(limit, at: 2)
        defer { statement.reset() }
        var entries: [LedgerEntry] = []
        while try statement.step() { entries.append(LedgerEntry(statement)) }
        try SourcePaths(connection).tell(&entries)
        return entries
    }

    /// Files with held records or refused ones that were committed in the time before the last commit, by id, after one.
    ///
    /// Looks at the whole ledger; linear in the number of files.
    package func filesOfQuarantine(
        after id: Int64, limit: Int, withinMicroseconds span: Int64
    ) throws(StoreError) -> [LedgerEntry] {
        let statement = try connection.statement(
            LedgerEntry.selection
                + """
                 WHERE l.id > ?1 AND l.moved = 1 AND (l.quarantined > 0 OR l.status = 'rejected')
                    AND l.committed_at >= (SELECT last_commit FROM counters) - ?3 ORDER BY l.id LIMIT ?2
                """)
        statement.bind(id, at: 1)
        statement.bind(limit, at: 2)
        statement.bind(span, at: 3)
        defer { statement.reset() }
        var entries: [LedgerEntry] = []
        while try statement.step() { entries.append(LedgerEntry(statement)) }
        return entries
    }

    /// True when no quarantine entry of a file was decided or judged again: its side files are as they were written.
    package func isUntouched(_ id: Int64) throws(StoreError) -> Bool {
        let statement = try connection.statement(
            """
            SELECT NOT EXISTS (SELECT 1 FROM entries WHERE file_id = ?1 AND line IS NOT NULL
                AND (status <> 0 OR attempts > 1 OR resolved_at IS NOT NULL))
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        return try statement.step() && statement.integer(0) == 1
    }

    /// Bytes that the raw records held of a file take with a line end each.
    package func heldBytes(ofFile id: Int64) throws(StoreError) -> Int {
        let statement = try connection.statement(
            """
            SELECT coalesce(sum(length(raw) + 1), 0) FROM entries
                WHERE file_id = ?1 AND line IS NOT NULL AND status = 0
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) : 0
    }

    /// How many quarantine entries were released, discarded or superseded by somebody's decision.
    package func decidedEntries() throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM entries WHERE status <> 0") ?? 0)
    }

    /// Under which names a file lies in the archive, and those that are duplicates of it. Reads the whole ledger.
    package func archiveNames(ofContentOf id: Int64) throws(StoreError) -> [String] {
        let statement = try connection.statement(
            """
            SELECT archive_name FROM ledger
                WHERE moved = 1 AND archive_name IS NOT NULL AND (id = ?1 OR duplicate_of = ?1)
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        var names: [String] = []
        while try statement.step() { names.append(statement.text(0)) }
        return names
    }

    /// The ledger row of a content, by its SHA-256, that is not a duplicate; nil when it is unknown.
    package func known(sha256: [UInt8]) throws(StoreError) -> LedgerEntry? {
        let statement = try connection.statement(
            LedgerEntry.selection
                + " WHERE l.sha256 = ?1 AND l.status <> 'duplicate' AND l.status <> 'loading'")
        statement.bind(bytes: sha256, at: 1)
        defer { statement.reset() }
        return try statement.step() ? LedgerEntry(statement) : nil
    }
}
