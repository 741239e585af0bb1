internal import SluiceCore

/// The first line of a batch as undo and redo see it.
struct JournalHead {
    /// The batch; the id of the line.
    let batch: Int64
    /// The operation's word.
    let action: String
    /// That of the file or the rules it is about; nil when it is about several files.
    let dataset: String?
    /// How many lines behind it belong to the batch.
    let lineCount: Int64
    /// Entries and rows it touched.
    let touched: Int
    /// The batch that it is about, when it is an undo or a redo.
    let target: Int64?
    /// The line that took it back; nil while it stands.
    let undoneBy: Int64?

    /// The word of an undo.
    static let undo = "undo"
    /// That of a change of rules.
    static let rules = "rules"
    /// The word of a redo.
    static let redo = "redo"

    /// The head of a batch; nil when there is none.
    static func find(
        _ batch: Int64, _ connection: Connection
    ) throws(StoreError) -> JournalHead? {
        try first("id = ?1", batch, connection)
    }

    /// The newest batch that can be undone; nil when there is none.
    static func newestStanding(_ connection: Connection) throws(StoreError) -> JournalHead? {
        try first(
            "undone_by IS NULL AND action NOT IN ('undo', 'redo') AND id > ?1 ORDER BY id DESC", 0,
            connection)
    }

    /// The undo that was done last and not taken back; nil when there is none.
    static func newestUndo(_ connection: Connection) throws(StoreError) -> JournalHead? {
        try first(
            "undone_by IS NULL AND action = 'undo' AND id > ?1 ORDER BY id DESC", 0, connection)
    }

    /// The undo that took a batch back and stands.
    static func undo(
        of batch: Int64, _ connection: Connection
    ) throws(StoreError) -> JournalHead? {
        try first(
            "undone_by IS NULL AND action = 'undo' AND target = ?1 ORDER BY id DESC", batch,
            connection)
    }

    private static func first(
        _ condition: String, _ value: Int64, _ connection: Connection
    ) throws(StoreError) -> JournalHead? {
        let statement = try connection.statement(
            """
            SELECT id, action, line_count, touched, target, undone_by, dataset FROM journal_entries
                WHERE touched IS NOT NULL AND \(condition) LIMIT 1
            """)
        statement.bind(value, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return JournalHead(
            batch: statement.integer(0), action: statement.text(1),
            dataset: statement.optionalText(6),
            lineCount: statement.integer(2), touched: statement.int(3),
            target: statement.optionalInteger(4), undoneBy: statement.optionalInteger(5))
    }
}
