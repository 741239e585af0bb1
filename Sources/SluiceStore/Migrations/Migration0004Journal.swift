extension Migration {
    /// Who changed what in quarantine or rules, when and why; `at` counts microseconds below the view.
    static let journal = Migration(
        name: "0004-journal",
        sql: """
            CREATE TABLE journal_entries(
                id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
                batch INTEGER, file_id INTEGER, dataset TEXT, entry_id INTEGER, reason TEXT,
                before, after, undone_by INTEGER);
            CREATE VIEW journal AS SELECT
                id, \(ViewText.moment("at")) AS at, actor, action, batch, file_id, dataset, entry_id, reason,
                before, after, undone_by FROM journal_entries;
            """)
}
