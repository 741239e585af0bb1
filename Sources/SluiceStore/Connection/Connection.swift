internal import CSQLite
internal import SluiceSystem

/// One connection to a database. A class, because it owns a handle; confined to whoever owns it.
final class Connection {
    /// How a connection may use the database.
    enum Access {
        /// Reads and writes a database that exists.
        case writing
        /// Creates a new one.
        case creating
        /// Reads only.
        case reading
    }

    /// The handle for calls that have no wrapper here.
    let handle: OpaquePointer
    private let hold: OpenDatabases.Hold
    private var cache: [String: Statement] = [:]
    /// Counted by SQLite after each commit of this connection; nil while it is not asked to.
    private var frames: UnsafeMutablePointer<Int32>?

    /// Opens; refuses extensions, functions in hostile schemas and changes of the schema by hand.
    init(path: [UInt8], access: Access) throws(StoreError) {
        let flags: Int32
        switch access {
        case .writing: flags = SQLITE_OPEN_READWRITE
        case .creating: flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .reading: flags = SQLITE_OPEN_READONLY
        }
        _ = SQLiteLibrary.isConfigured
        var opened: OpaquePointer?
        let name = path.map { CChar(bitPattern: $0) } + [0]
        var code = SQLITE_CANTOPEN
        let hold = OpenDatabases.open(path: path) {
            code = sqlite3_open_v2(
                name, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        }
        guard let hold else {
            throw StoreError(
                .renewed, "files of the database were lost: it is opened anew once all is closed")
        }
        self.hold = hold
        guard let opened, code == SQLITE_OK else {
            OpenDatabases.close(hold)
            let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw StoreError(code: code, message: "opening the database: \(reason)")
        }
        handle = opened
        sqlite3_busy_timeout(handle, 250)
        _ = sl_sqlite_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        _ = sl_sqlite_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        _ = sl_sqlite_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
    }

    deinit { close() }

    private var isClosed = false

    /// Ends the connection; later calls do nothing. The last writing connection empties the WAL.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        cache.removeAll()
        sqlite3_close_v2(handle)
        frames?.deallocate()
        OpenDatabases.close(hold)
    }

    /// Has every connection of this process to this database closed before the next one is opened.
    func abandonFiles() { OpenDatabases.abandon(hold) }

    /// True when this connection is to be closed for that.
    var isAbandoned: Bool { OpenDatabases.isAbandoned(hold) }

    /// Runs statements without parameters or results.
    func execute(_ sql: String) throws(StoreError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        if code != SQLITE_OK { throw error(code, sql) }
    }

    /// A statement that is kept and handed out again for the same text; reset and without bindings.
    func statement(_ sql: String) throws(StoreError) -> Statement {
        if let known = cache[sql] {
            known.reset()
            return known
        }
        let made = try Statement(self, sql)
        cache[sql] = made
        return made
    }

    /// Gives back the memory of cached pages that no statement uses.
    func releaseMemory() { sqlite3_db_release_memory(handle) }

    /// Forgets the kept statements; before the schema changes.
    func forgetStatements() { cache.removeAll() }

    /// The first column of the first row as an integer; nil when there is no row or it is NULL.
    func integer(_ sql: String) throws(StoreError) -> Int64? {
        let statement = try Statement(self, sql)
        guard try statement.step() else { return nil }
        return statement.optionalInteger(0)
    }

    /// Runs a kept statement with integers as its parameters.
    func run(_ sql: String, _ values: Int64...) throws(StoreError) {
        try bound(sql, values).run()
    }

    /// The first column of the first row of a kept statement with integers as its parameters; 0 without a row.
    func count(_ sql: String, _ values: Int64...) throws(StoreError) -> Int64 {
        let statement = try bound(sql, values)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    private func bound(_ sql: String, _ values: [Int64]) throws(StoreError) -> Statement {
        let statement = try statement(sql)
        for (index, value) in values.enumerated() { statement.bind(value, at: Int32(index + 1)) }
        return statement
    }

    /// The first column of the first row as text; nil when there is no row or it is NULL.
    func text(_ sql: String) throws(StoreError) -> String? {
        let statement = try Statement(self, sql)
        guard try statement.step() else { return nil }
        return statement.optionalText(0)
    }

    /// The id that the last INSERT gave.
    var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }
    /// How many rows the last statement inserted, changed or removed.
    var changes: Int { Int(sqlite3_changes64(handle)) }
    /// True while a transaction is open; SQLite ends one by itself after some failures.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    // MARK: The WAL

    /// From now on counts pages of the WAL instead of copying them into the database after a commit.
    func countsFrames() {
        guard frames == nil else { return }
        let count = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
        count.initialize(to: 0)
        frames = count
        sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                context?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            }, count)
    }

    /// Pages in the WAL after this connection's last commit; 0 before the first one it counted.
    var walFrames: Int { Int(frames?.pointee ?? 0) }

    /// Copies what it can from the WAL into the database without waiting for anybody; answers how many pages of the WAL are
    /// there now, nil when it failed. Blocks for the disk, some 3 ms a mebibyte.
    func checkpoint() -> Int? {
        var copied: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(
            handle, "main", SQLITE_CHECKPOINT_PASSIVE, nil, &copied)
        return code == SQLITE_OK && copied >= 0 ? Int(copied) : nil
    }

    /// True when the path no longer leads to the open file.
    var databaseHasMoved: Bool {
        var moved: Int32 = 0
        let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
        return code == SQLITE_OK && moved != 0
    }

    /// True when the open file begins as a database does, or cannot be read now. One small read.
    var hasDatabaseHeader: Bool {
        var header = [UInt8](repeating: 0, count: 16)
        let code = header.withUnsafeMutableBytes {
            sl_sqlite_file_read(handle, $0.baseAddress, Int32($0.count), 0)
        }
        return code != SQLITE_OK || header == Array("SQLite format 3\u{0}".utf8)
    }

    /// The error SQLite reports now; where the statement itself is to blame, with that.
    func error(_ code: Int32, _ sql: String) -> StoreError {
        let extended = sqlite3_extended_errcode(handle)
        var reason = String(cString: sqlite3_errmsg(handle))
        var cause: Int32 = 0
        if code & 0xFF == SQLITE_IOERR {
            cause = sqlite3_system_errno(handle)
            if cause != 0 { reason += ": " + SystemError(.write, code: cause).reason }
        }
        return StoreError(
            code: extended & 0xFF == code & 0xFF ? extended : code, message: reason, cause: cause,
            statement: sql.count > 400 ? sql.prefix(400) + "…" : sql)
    }
}
