extension Migration {
    /// Dataset files that a committed operation has changed and that are still to be replaced; NULL removes one.
    static let rules = Migration(
        name: "0006-rules",
        sql: "CREATE TABLE rule_files(name TEXT PRIMARY KEY, bytes BLOB) WITHOUT ROWID;")
}
