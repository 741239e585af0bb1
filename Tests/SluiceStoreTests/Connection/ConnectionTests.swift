@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("A connection")
struct ConnectionTests {
    private let directory: TemporaryDirectory
    private let path: [UInt8]

    init() throws {
        directory = try TemporaryDirectory()
        path = Array(directory.path(of: "x.db").utf8)
        let connection = try Connection(path: path, access: .creating)
        try connection.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)")
        connection.close()
    }

    @Test(
        "changes no schema by hand and loads no extension",
        arguments: [
            "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'x'",
            "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema",
            "SELECT load_extension('/tmp/evil')",
        ])
    func isDefensive(_ sql: String) throws {
        let connection = try Connection(path: path, access: .writing)
        defer { connection.close() }
        #expect(throws: StoreError.self) { try connection.execute(sql) }
        #expect(try connection.integer("SELECT a FROM t") == 1)
    }

    @Test("a view that somebody put in does nothing but read")
    func distrustsSchemas() throws {
        let connection = try Connection(path: path, access: .writing)
        defer { connection.close() }
        // A function with side effects in a view of a hostile database runs only where the schema is trusted.
        try connection.execute("CREATE VIEW v AS SELECT load_extension('/tmp/evil') AS a")
        #expect(throws: StoreError.self) { try connection.integer("SELECT a FROM v") }
        #expect(try connection.integer("PRAGMA trusted_schema") == 0)
    }

    @Test("only reads when it is to read")
    func reads() throws {
        let connection = try Connection(path: path, access: .reading)
        defer { connection.close() }
        #expect(throws: StoreError.self) { try connection.execute("INSERT INTO t VALUES (2)") }
    }
}
