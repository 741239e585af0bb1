/// One step in the life of the database's schema. Once released it never changes: a later step corrects it.
struct Migration: Sendable {
    /// Its name, with a number in front; unique for ever.
    let name: String
    /// The statements.
    let sql: String

    /// All steps in order. New ones go to the end.
    static let catalog: [Migration] = [
        .ledger, .datasets, .quarantine, .journal, .operations, .rules, .sources,
    ]

    /// The first step since which a database has all that a rebuild takes over from an older one.
    static let firstAdopted: Int64 = 6

    /// Brings a database to the newest step, each step in a transaction of its own.
    ///
    /// Throws `newerSchema` when the database has steps this program does not know.
    static func migrate(_ connection: Connection) throws(StoreError) {
        let done = try connection.integer("PRAGMA user_version") ?? 0
        guard done <= Int64(catalog.count) else {
            throw StoreError(
                .newerSchema,
                "the database has schema version \(done), this program knows \(catalog.count): use a newer sluice"
            )
        }
        for (index, migration) in catalog.enumerated() where index >= Int(done) {
            try connection.execute(
                """
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS schema_migrations(
                    version INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at TEXT NOT NULL);
                \(migration.sql)
                INSERT INTO schema_migrations(version, name, applied_at)
                    VALUES (\(index + 1), '\(migration.name)', strftime('%Y-%m-%d %H:%M:%f', 'now'));
                PRAGMA user_version = \(index + 1);
                COMMIT;
                """)
        }
    }
}
