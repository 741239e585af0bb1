internal import CSQLite

/// A prepared statement. A class, because it owns a handle; confined to its connection's owner.
///
/// A failed binding is reported by the next ``step()``. Indices of parameters start at 1, of columns at 0.
final class Statement {
    private let handle: OpaquePointer
    private unowned let connection: Connection
    private let sql: String
    private var bindingCode = SQLITE_OK

    /// Compiles one statement.
    init(_ connection: Connection, _ sql: String) throws(StoreError) {
        var made: OpaquePointer?
        let code = sqlite3_prepare_v3(
            connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
        guard let made, code == SQLITE_OK else { throw connection.error(code, sql) }
        handle = made
        self.connection = connection
        self.sql = sql
    }

    deinit { sqlite3_finalize(handle) }

    /// Goes to the next row; false at the end. Resets itself when it fails.
    func step() throws(StoreError) -> Bool {
        guard bindingCode == SQLITE_OK else {
            let code = bindingCode
            reset()
            throw StoreError(code: code, message: "binding a value in: \(sql)")
        }
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let failure = connection.error(code, sql)
            sqlite3_reset(handle)
            throw failure
        }
    }

    /// Steps to the end and resets; for statements without results.
    func run() throws(StoreError) {
        while try step() {}
        reset()
    }

    /// Makes the statement ready for new values; unbinds the old ones.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        bindingCode = SQLITE_OK
    }

    // MARK: Binding

    /// Binds an integer; nil is NULL.
    func bind(_ value: Int64?, at index: Int32) {
        note(
            value.map { sqlite3_bind_int64(handle, index, $0) }
                ?? sqlite3_bind_null(handle, index))
    }

    /// Binds an integer; nil is NULL.
    func bind(_ value: Int?, at index: Int32) { bind(value.map(Int64.init), at: index) }

    /// Binds a floating-point number.
    func bind(_ value: Double, at index: Int32) {
        note(sqlite3_bind_double(handle, index, value))
    }

    /// Binds text; nil is NULL.
    func bind(_ value: String?, at index: Int32) {
        guard var value else { return note(sqlite3_bind_null(handle, index)) }
        let code = value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text64(
                    handle, index, characters.baseAddress ?? Self.nothing, UInt64(bytes.count),
                    sl_sqlite_transient(), UInt8(SQLITE_UTF8))
            }
        }
        note(code)
    }

    /// Binds bytes as text, which they must be (UTF-8 without NUL), or as a BLOB; nil is NULL.
    func bind(bytes value: [UInt8]?, isText: Bool = false, at index: Int32) {
        guard let value else { return note(sqlite3_bind_null(handle, index)) }
        let code = value.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else {
                return isText
                    ? sqlite3_bind_text(handle, index, Self.nothing, 0, nil)
                    : sqlite3_bind_zeroblob(handle, index, 0)
            }
            return isText
                ? sqlite3_bind_text64(
                    handle, index, base.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
                    sl_sqlite_transient(), UInt8(SQLITE_UTF8))
                : sqlite3_bind_blob64(
                    handle, index, base, UInt64(bytes.count), sl_sqlite_transient())
        }
        note(code)
    }

    /// One NUL byte that lives for ever: where empty text points to.
    private nonisolated(unsafe) static let nothing: UnsafePointer<CChar> = {
        let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)  // never written again
        byte.initialize(to: 0)
        return UnsafePointer(byte)
    }()

    private func note(_ code: Int32) {
        if code != SQLITE_OK { bindingCode = code }
    }

    // MARK: Columns of the current row

    /// An integer; 0 when the column is NULL.
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// An integer that fits Int; 0 when the column is NULL.
    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    /// An integer; nil when the column is NULL.
    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    /// Text; empty when the column is NULL.
    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// Text; nil when the column is NULL.
    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// A floating-point number; 0 when the column is NULL.
    func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// The bytes of a BLOB or text; empty when the column is NULL.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let base = sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(sqlite3_column_bytes(handle, column))
        return Array(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Gives `body` the bytes of a BLOB or text where they lie; empty when the column is NULL.
    func withBytes<Result>(_ column: Int32, _ body: (Span<UInt8>) -> Result) -> Result {
        let base = sqlite3_column_blob(handle, column)
        let count = base == nil ? 0 : Int(sqlite3_column_bytes(handle, column))
        let bytes = UnsafeBufferPointer(
            start: base?.assumingMemoryBound(to: UInt8.self), count: count)
        return body(bytes.span)
    }

    /// The bytes of a BLOB or text; nil when the column is NULL.
    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

    /// How many columns a row has.
    var columnCount: Int32 { sqlite3_column_count(handle) }

    /// How a cell is stored, as far as numbers go.
    enum Kind {
        /// A whole number.
        case integer
        /// A floating-point number.
        case real
        /// Text, bytes or NULL.
        case other
    }

    /// How the column is stored in the current row.
    func kind(_ column: Int32) -> Kind {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        default: .other
        }
    }

    /// True when the column is NULL.
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
}
