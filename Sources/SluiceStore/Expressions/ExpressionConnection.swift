internal import CSQLite

/// A connection to nothing: an empty database in memory on which only expressions over given values can be compiled.
///
/// A class, because it owns a handle and SQLite keeps its address; confined to whoever owns it. It allows one statement of one
/// subquery and the functions of ``ExpressionFunctions``; no table, pragma, extension or clock can be reached.
final class ExpressionConnection {
    /// The handle.
    let handle: OpaquePointer
    /// The name of a function that was refused since ``prepare(_:)`` began.
    private(set) var refusedFunction: String?
    private var selectCount = 0
    private var ticks = 0

    /// Longest text that an expression may make, in bytes.
    private static let textLimit: Int32 = 256 * 1024
    /// Steps of the virtual machine between two looks at the count.
    private static let tickSteps: Int32 = 10_000
    /// How many times that many steps one record may take.
    private static let tickLimit = 10

    /// Opens one; nil when memory is short.
    init?() {
        _ = SQLiteLibrary.isConfigured
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(
            ":memory:", &opened,
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
                | SQLITE_OPEN_EXRESCODE, nil)
        guard let opened, code == SQLITE_OK else {
            sqlite3_close_v2(opened)
            return nil
        }
        handle = opened
        for (option, value): (Int32, Int32) in [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
            (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0),
        ] {
            _ = sl_sqlite_db_config(handle, option, value)
        }
        for (limit, value): (Int32, Int32) in [
            (SQLITE_LIMIT_LENGTH, Self.textLimit), (SQLITE_LIMIT_EXPR_DEPTH, 200),
            (SQLITE_LIMIT_SQL_LENGTH, 256 * 1024), (SQLITE_LIMIT_COMPOUND_SELECT, 1),
            (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_FUNCTION_ARG, 64),
            (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256), (SQLITE_LIMIT_TRIGGER_DEPTH, 0),
            (SQLITE_LIMIT_WORKER_THREADS, 0),
        ] {
            sqlite3_limit(handle, limit, value)
        }
        let this = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_set_authorizer(
            handle,
            { this, action, first, second, _, _ in
                guard let this else { return SQLITE_DENY }
                return Unmanaged<ExpressionConnection>.fromOpaque(this).takeUnretainedValue()
                    .authorize(action, second)
            }, this)
        sqlite3_progress_handler(
            handle, Self.tickSteps,
            { this in
                guard let this else { return 1 }
                return Unmanaged<ExpressionConnection>.fromOpaque(this).takeUnretainedValue()
                    .tick()
            }, this)
    }

    deinit { sqlite3_close_v2(handle) }

    /// Compiles a statement; nil when SQLite or the authorizer refuses it.
    func prepare(_ sql: String) -> OpaquePointer? {
        selectCount = 0
        refusedFunction = nil
        ticks = 0
        var made: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
        return code == SQLITE_OK ? made : nil
    }

    /// Begins the count of steps anew, before the next record.
    func restartCount() { ticks = 0 }

    private func authorize(_ action: Int32, _ name: UnsafePointer<CChar>?) -> Int32 {
        switch action {
        case SQLITE_SELECT:
            selectCount += 1
            return selectCount <= 2 ? SQLITE_OK : SQLITE_DENY
        case SQLITE_FUNCTION:
            let function = name.map { String(cString: $0) } ?? ""
            if ExpressionFunctions.isAllowed(function) { return SQLITE_OK }
            refusedFunction = function
            return SQLITE_DENY
        default:
            return SQLITE_DENY
        }
    }

    private func tick() -> Int32 {
        ticks += 1
        return ticks > Self.tickLimit ? 1 : 0
    }
}
