internal import SluiceCore

/// Lines of the journal as the database has them.
extension JournalEntry {
    /// What ``init(_:)`` reads. The file of a change of rules is the dataset's, which the line behind the head has, like its limits.
    static let selection = """
        SELECT j.id, j.at, j.actor, j.action, j.batch, coalesce(j.touched, 1), j.file_id, j.dataset,
            j.entry_id, j.reason, j.before, j.after, j.undone_by,
            coalesce(CASE WHEN j.action = 'rules' AND j.id = j.batch THEN
                (SELECT json_extract(s.after, '$.rule_file') FROM journal_entries s
                    WHERE s.id = j.id + 1) END, f.name),
            CASE WHEN j.action = 'rules' AND j.entry_id IS NULL AND (j.id = j.batch OR j.file_id IS NULL) THEN
                (SELECT json_extract(s.after, '$.limits') FROM journal_entries s
                    WHERE s.id = j.id + (j.id = j.batch) AND s.file_id IS NULL) END
            FROM journal_entries j LEFT JOIN ledger f ON f.id = j.file_id
        """

    /// The line in the current row of a statement.
    init(_ row: Statement) {
        self.init(
            id: row.integer(0), microseconds: row.integer(1), actor: row.text(2),
            action: row.text(3), batch: row.integer(4), count: row.int(5))
        fileID = row.optionalInteger(6)
        dataset = row.text(7)
        entryID = row.optionalInteger(8)
        reason = row.optionalText(9)
        before = row.optionalText(10)
        after = row.optionalText(11)
        undoneBy = row.optionalInteger(12)
        fileName = row.text(13)
        limits = (JSONValue(row.bytes(14))?.elements ?? []).compactMap(\.text)
    }

    /// The head of a batch; nil when there is none.
    static func head(
        ofBatch batch: Int64, _ connection: Connection
    ) throws(StoreError) -> JournalEntry? {
        let statement = try connection.statement("\(selection) WHERE j.id = ?1")
        statement.bind(batch, at: 1)
        defer { statement.reset() }
        return try statement.step() ? JournalEntry(statement) : nil
    }
}
