@testable internal import SluiceStore
internal import Testing

/// What stands behind the look at an expression's text: were that wrong, SQLite itself would still refuse.
@Suite("The connection of expressions")
struct ExpressionConnectionTests {
    @Test(
        "its authorizer refuses all but pure functions over given values",
        arguments: [
            "SELECT * FROM sqlite_schema", "SELECT name FROM pragma_database_list",
            "ATTACH '/etc/passwd' AS x", "ATTACH ':memory:' AS x", "PRAGMA user_version",
            "CREATE TABLE t(a)", "CREATE TEMP TABLE t(a)", "CREATE TEMP VIEW v AS SELECT 1",
            "SELECT load_extension('x')", "SELECT randomblob(9)", "SELECT datetime('now')",
            "SELECT readfile('/etc/passwd')", "SELECT writefile('/tmp/x', 'y')", "BEGIN",
            "ANALYZE", "SAVEPOINT s", "DETACH main",
            "SELECT (SELECT (SELECT 1))",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
        ])
    func refuses(_ sql: String) throws {
        let connection = try #require(ExpressionConnection())
        #expect(connection.prepare(sql) == nil, "\(sql)")
    }

    @Test("one subquery of allowed functions is compiled")
    func allows() throws {
        let connection = try #require(ExpressionConnection())
        let made = connection.prepare("SELECT (SELECT round(abs(?1), 2))")
        #expect(made != nil)
    }
}
