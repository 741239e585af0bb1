package import SluiceCore

/// Pages of the journal.
extension StoreReader {
    /// Most lines of a page.
    private static let journalLimit = 1_000

    /// The heads of batches, newest first: those a filter lets through, at most `limit` behind the first `offset`.
    ///
    /// The filter's columns are ``JournalEntry/Column``. Linear in the number of batches.
    package func journal(
        _ filter: FilterExpression = FilterExpression(), offset: Int = 0, limit: Int = 200
    ) throws(StoreError) -> [JournalEntry] {
        let statement = try connection.statement(
            "\(JournalEntry.selection) WHERE j.touched IS NOT NULL ORDER BY j.id DESC")
        defer { statement.reset() }
        var entries: [JournalEntry] = []
        var skipped = 0
        while entries.count < min(limit, Self.journalLimit), try statement.step() {
            let entry = JournalEntry(statement)
            guard entry.passes(filter) else { continue }
            if skipped < offset { skipped += 1 } else { entries.append(entry) }
        }
        return entries
    }

    /// The head of a batch; nil when there is no batch of this number.
    package func journalHead(ofBatch batch: Int64) throws(StoreError) -> JournalEntry? {
        let statement = try connection.statement(
            "\(JournalEntry.selection) WHERE j.id = ?1 AND j.touched IS NOT NULL")
        statement.bind(batch, at: 1)
        defer { statement.reset() }
        return try statement.step() ? JournalEntry(statement) : nil
    }

    /// The lines of a batch behind its head, in their order, after one; each is about an entry or a file.
    package func journalLines(
        ofBatch batch: Int64, after id: Int64 = 0, limit: Int
    ) throws(StoreError) -> [JournalEntry] {
        let statement = try connection.statement(
            """
            \(JournalEntry.selection) WHERE j.id > max(?1, ?2) AND j.id <= ?1 +
                (SELECT line_count FROM journal_entries WHERE id = ?1 AND touched IS NOT NULL)
                ORDER BY j.id LIMIT ?3
            """)
        statement.bind(batch, at: 1)
        statement.bind(id, at: 2)
        statement.bind(limit, at: 3)
        defer { statement.reset() }
        var entries: [JournalEntry] = []
        while try statement.step() { entries.append(JournalEntry(statement)) }
        return entries
    }
}
