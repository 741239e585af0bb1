package import SluiceCore

/// Pages of the journal.
extension StoreReader {
    /// Most lines of a page.
    private static let journalLimit = 1_000

    /// The heads of batches, newest first: those a filter lets through, at most `limit` behind the first `offset`.
    ///
    /// The filter's columns are `id`, `batch`, `action`, `actor`, `reason`, `file`, `dataset` and `count`. Linear in the number of batches.
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
            guard filter.isEmpty || Self.accepts(filter, entry) else {
                continue
            }
            if skipped < offset { skipped += 1 } else { entries.append(entry) }
        }
        return entries
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

    private static func accepts(
        _ filter: FilterExpression, _ entry: JournalEntry
    ) -> Bool {
        let columns: [(name: String, text: String, number: Double?)] = [
            ("id", String(entry.id), Double(entry.id)),
            ("batch", String(entry.batch), Double(entry.batch)),
            ("action", entry.action, nil), ("actor", entry.actor, nil),
            ("reason", entry.reason ?? "", nil), ("file", entry.fileName, nil),
            ("dataset", entry.dataset, nil), ("count", String(entry.count), Double(entry.count)),
        ]
        return filter.terms.allSatisfy { term in
            let holds = columns.contains { column in
                if let name = term.column, !column.name.hasPrefix(name) { return false }
                switch term.test {
                case .contains(let needle): return column.text.lowercased().contains(needle)
                case .compare(let comparison, let limit):
                    return column.number.map { comparison.holds($0, limit) } ?? false
                }
            }
            return holds != term.isNegated
        }
    }
}
