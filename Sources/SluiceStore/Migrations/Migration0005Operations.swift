extension Migration {
    /// What undoing needs, below the view of the journal.
    ///
    /// The head of a batch is its first line; its id is the batch's number, `touched` counts entries and rows, and the `line_count`
    /// lines behind it belong to it. `target` is the batch that an undo or redo is about. `entries.touched_by` is the batch that
    /// changed an entry last: a batch whose entries a later one has touched cannot be undone before that one is.
    static let operations = Migration(
        name: "0005-operations",
        sql: """
            ALTER TABLE journal_entries ADD COLUMN touched INTEGER;
            ALTER TABLE journal_entries ADD COLUMN line_count INTEGER;
            ALTER TABLE journal_entries ADD COLUMN target INTEGER;
            CREATE INDEX journal_heads ON journal_entries(id) WHERE touched IS NOT NULL;
            ALTER TABLE entries ADD COLUMN touched_by INTEGER;
            """)
}
