extension Migration {
    /// Where files lie that were taken from outside the inbox, as long as no copy of them is in the archive.
    static let sources = Migration(
        name: "0007-sources",
        sql: "CREATE TABLE sources(file_id INTEGER PRIMARY KEY, path BLOB NOT NULL);")
}
