internal import CSQLite

/// An SQLite database in memory that we write ourselves, attached under a name: from it SQLite copies whole records.
///
/// `INSERT INTO main.t SELECT * FROM chunk.t` of two tables with the same columns and indexes is SQLite's transfer
/// optimisation: records and index entries are copied as bytes instead of being taken apart and put together column by column.
/// Two million rows of 15 columns with their time index take 1.4 s of processor time so, against 3.3 s by
/// `INSERT … SELECT` from a virtual table and more by binding. Where the two differ (a dataset with an index of its key), the
/// same statement copies value by value, only slower. So are rows that lie between others in time, see ``InsertPlan``.
///
/// The image changes between statements of one transaction, which SQLite notices because the schema is read-only and
/// memory-mapped: its pages, the first excepted, are read in place and never cached. Nothing wrong could be stored
/// otherwise: ids never repeat, so rows seen twice would be refused.
///
/// A class, because SQLite holds on to its memory. Shown to by one thread at a time.
final class DatabaseImage: @unchecked Sendable {  // handed over by ImagePair
    /// Pages for rows: 2 MiB, many times what is shown at once of ordinary rows.
    private static let freePages = 128
    /// Name of the attached schema.
    let schema: String

    /// The memory.
    let pages: ImagePages
    /// Encodes one record after the other.
    let record = RecordEncoder()
    /// The first and the last entry of the time index that is shown; nil before rows were.
    var shownTimes: ClosedRange<TimeIndexTree.Entry>?
    private let roots: [String: Int]
    private let connection: Connection

    /// Makes an image with the tables of all datasets as they are in a connection's database, and attaches it as a schema.
    ///
    /// Takes about 1 ms. An image that was attached under the name before must have been detached.
    convenience init(_ connection: Connection, as schema: String) throws(StoreError) {
        let statement = try Statement(
            connection,
            """
            SELECT sql FROM main.sqlite_schema
                WHERE type = 'table' AND (name GLOB 'rows_*' OR name GLOB 'partials_*')
                OR type = 'index' AND name GLOB 'rows_*_by_time' ORDER BY rowid
            """)
        var definitions: [String] = []
        while try statement.step() { definitions.append(statement.text(0)) }
        let (pages, roots) = try Self.template(definitions)
        try self.init(connection, as: schema, pages, roots)
    }

    /// Makes an image with the same tables as another, which has shown nothing yet, and attaches it as a schema of its own.
    convenience init(like other: DatabaseImage, as schema: String) throws(StoreError) {
        try self.init(other.connection, as: schema, ImagePages(like: other.pages), other.roots)
    }

    private init(
        _ connection: Connection, as schema: String, _ pages: ImagePages, _ roots: [String: Int]
    ) throws(StoreError) {
        self.connection = connection
        self.schema = schema
        self.pages = pages
        self.roots = roots
        try connection.execute("ATTACH ':memory:' AS \(schema)")
        let code = sqlite3_deserialize(
            connection.handle, schema, pages.memory.assumingMemoryBound(to: UInt8.self),
            Int64(pages.byteCount), Int64(pages.byteCount),
            UInt32(SQLITE_DESERIALIZE_READONLY))
        guard code == SQLITE_OK else { throw connection.error(code, "deserialize") }
        try connection.execute("PRAGMA \(schema).mmap_size = \(pages.byteCount)")
    }

    /// Takes the image away; outside a transaction. Statements that read it must be gone.
    func detach() throws(StoreError) { try connection.execute("DETACH \(schema)") }

    /// The root page of a table or index; nil when the image has none of that name.
    func root(of name: String) -> Int? { roots[name] }

    /// SQLite itself lays out a database with empty tables; ours to fill are the pages below the roots.
    private static func template(
        _ definitions: [String]
    ) throws(StoreError) -> (ImagePages, [String: Int]) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(":memory:", &opened, flags, nil)
        defer { sqlite3_close_v2(opened) }
        func failure(_ what: String) -> StoreError {
            StoreError(code: sqlite3_extended_errcode(opened), message: "image: \(what)")
        }
        guard code == SQLITE_OK else { throw failure("open") }
        let script =
            ["PRAGMA page_size = \(ImagePages.pageBytes)", "PRAGMA user_version = 1"] + definitions
        for sql in script where sqlite3_exec(opened, sql, nil, nil, nil) != SQLITE_OK {
            throw failure(sql)
        }
        var roots: [String: Int] = [:]
        var query: OpaquePointer?
        defer { sqlite3_finalize(query) }
        guard
            sqlite3_prepare_v2(
                opened, "SELECT name, rootpage FROM sqlite_schema", -1, &query, nil) == SQLITE_OK
        else { throw failure("schema") }
        while sqlite3_step(query) == SQLITE_ROW {
            guard let name = sqlite3_column_text(query, 0) else { continue }
            roots[String(cString: name)] = Int(sqlite3_column_int64(query, 1))
        }
        var size: sqlite3_int64 = 0
        guard let bytes = sqlite3_serialize(opened, "main", &size, 0) else {
            throw failure("serialize")
        }
        defer { sqlite3_free(bytes) }
        let template = UnsafeRawBufferPointer(start: bytes, count: Int(size))
        return (ImagePages(template: template, free: freePages), roots)
    }
}
