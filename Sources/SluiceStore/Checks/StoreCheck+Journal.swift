internal import SluiceCore

extension StoreCheck {
    /// What the journal refers to exists, and what an operator decided says when.
    static let journal = StoreCheck("journal", "the journal refers to what exists") {
        (reader, defects) throws(StoreError) in
        let questions = [
            (
                "journal entries are undone by one that does not exist or came before",
                """
                SELECT count(*) FROM journal_entries j WHERE undone_by IS NOT NULL AND NOT EXISTS
                    (SELECT 1 FROM journal_entries u WHERE u.id = j.undone_by AND u.id > j.id)
                """
            ),
            (
                "journal entries name an entry that does not exist",
                """
                SELECT count(*) FROM journal_entries WHERE entry_id IS NOT NULL
                    AND entry_id NOT IN (SELECT id FROM entries)
                """
            ),
            (
                "journal entries name a file that does not exist",
                """
                SELECT count(*) FROM journal_entries WHERE file_id IS NOT NULL
                    AND file_id NOT IN (SELECT id FROM ledger)
                """
            ),
            (
                "released or discarded entries do not say when that was decided",
                "SELECT count(*) FROM entries WHERE status IN (1, 2) AND resolved_at IS NULL"
            ),
        ]
        for (words, sql) in questions {
            let count = try reader.connection.integer(sql) ?? 0
            guard count > 0 else { continue }
            defects.add(
                StationDefect(
                    .error, "journal", "\(count) \(words)",
                    remedy: "keep a copy of the database and report it"))
        }
    }
}
