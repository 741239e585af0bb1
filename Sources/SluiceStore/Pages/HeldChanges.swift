/// The entries that operators touched since a line of the journal.
struct HeldChanges {
    /// Their ids.
    private(set) var entries: Set<Int64> = []

    /// How many there are.
    var count: Int { entries.count }

    /// Reads what the batches behind a line are about; an undo or a redo is about the entries of its batch. Linear in these.
    init(since line: Int64, _ connection: Connection) throws(StoreError) {
        let heads = try connection.statement(
            """
            SELECT h.id, h.line_count, b.id, b.line_count FROM journal_entries h
                LEFT JOIN journal_entries b ON b.id = h.target
                WHERE h.touched IS NOT NULL AND h.id > ?1 ORDER BY h.id
            """)
        heads.bind(line, at: 1)
        var batches: [(head: Int64, lines: Int64)] = []
        while try heads.step() {
            let isReversal = !heads.isNull(2)
            batches.append(
                (heads.integer(isReversal ? 2 : 0), heads.integer(isReversal ? 3 : 1)))
        }
        heads.reset()
        for batch in batches { try add(batch.head, batch.lines, connection) }
    }

    /// The newest line of the journal; 0 while it is empty.
    static func newestJournalLine(_ connection: Connection) throws(StoreError) -> Int64 {
        let statement = try connection.statement("SELECT max(id) FROM journal_entries")
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    private mutating func add(
        _ head: Int64, _ lines: Int64, _ connection: Connection
    ) throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT entry_id FROM journal_entries WHERE id > ?1 AND id <= ?2 AND entry_id IS NOT NULL
            """)
        statement.bind(head, at: 1)
        statement.bind(head + lines, at: 2)
        defer { statement.reset() }
        while try statement.step() { entries.insert(statement.integer(0)) }
    }
}
