/// Where files lie that were taken from outside the inbox and of which no copy is in the archive.
struct SourcePaths {
    private let connection: Connection

    /// Those of a database.
    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Notes where a file lies; nil notes that it is of the inbox.
    func note(_ path: [UInt8]?, ofFile id: Int64) throws(StoreError) {
        guard let path else { return try forget(id) }
        let statement = try connection.statement(
            "INSERT OR REPLACE INTO sources(file_id, path) VALUES (?1, ?2)")
        statement.bind(id, at: 1)
        statement.bind(bytes: path, at: 2)
        try statement.run()
    }

    /// There is a copy of the file in the archive, or no such file any more.
    func forget(_ id: Int64) throws(StoreError) {
        try connection.run("DELETE FROM sources WHERE file_id = ?1", id)
    }

    /// Tells entries of the ledger where their files lie; in a database of an older program that is not known.
    func tell(_ entries: inout [LedgerEntry]) throws(StoreError) {
        let table = "SELECT count(*) FROM sqlite_schema WHERE name = 'sources'"
        guard try connection.integer(table) == 1 else { return }
        let statement = try connection.statement("SELECT path FROM sources WHERE file_id = ?1")
        defer { statement.reset() }
        for index in entries.indices
        where !entries[index].isMoved || entries[index].file.archiveName == nil {
            statement.bind(entries[index].id, at: 1)
            if try statement.step() { entries[index].file.sourcePath = statement.bytes(0) }
            statement.reset()
        }
    }
}
