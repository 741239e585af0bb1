internal import CSQLite

internal import Synchronization

/// A database as any SQLite tool sees it: read, or locked, over connections that know nothing of the store.
package struct DatabaseFile: Sendable {
    /// What SQLite said.
    package struct Failure: Error, CustomStringConvertible {
        /// Its message, and the statement.
        package let description: String
    }

    /// Another process's lock on a database, until it is released.
    package final class Lock: Sendable {
        /// The address of the connection; 0 once it is closed.
        private let connection: Mutex<Int>

        fileprivate init(_ connection: OpaquePointer) {
            self.connection = Mutex(Int(bitPattern: connection))
        }

        deinit { release() }

        /// Lets writers in again.
        package func release() {
            connection.withLock { address in
                if let pointer = OpaquePointer(bitPattern: address) { sqlite3_close(pointer) }
                address = 0
            }
        }
    }

    /// Where it lies.
    package let path: String

    /// A database at a path, which must exist when it is asked.
    package init(path: String) {
        self.path = path
    }

    /// The rows of a query, cells as text, NULL as "NULL".
    package func rows(_ sql: String) throws -> [[String]] {
        let connection = try open(SQLITE_OPEN_READONLY)
        defer { sqlite3_close(connection) }
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
            throw failure(connection, sql)
        }
        defer { sqlite3_finalize(statement) }
        var result: [[String]] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                result.append(
                    (0..<sqlite3_column_count(statement)).map { column in
                        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
                    })
            case SQLITE_DONE: return result
            default: throw failure(connection, sql)
            }
        }
    }

    /// Changes it, as no program of ours would.
    package func change(_ sql: String) throws {
        let connection = try open(SQLITE_OPEN_READWRITE)
        defer { sqlite3_close(connection) }
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
            throw failure(connection, sql)
        }
    }

    /// Keeps every writer out until the lock is released.
    package func lock() throws -> Lock {
        let connection = try open(SQLITE_OPEN_READWRITE)
        guard sqlite3_exec(connection, "BEGIN EXCLUSIVE", nil, nil, nil) == SQLITE_OK else {
            defer { sqlite3_close(connection) }
            throw failure(connection, "BEGIN EXCLUSIVE")
        }
        return Lock(connection)
    }

    private func open(_ flags: Int32) throws -> OpaquePointer {
        var connection: OpaquePointer?
        let code = sqlite3_open_v2(path, &connection, flags, nil)
        guard code == SQLITE_OK, let connection else {
            sqlite3_close(connection)
            throw Failure(description: "cannot open \(path): \(code)")
        }
        sqlite3_busy_timeout(connection, 10_000)
        return connection
    }

    private func failure(_ connection: OpaquePointer, _ sql: String) -> Failure {
        Failure(description: "\(String(cString: sqlite3_errmsg(connection))) in \(sql)")
    }
}
