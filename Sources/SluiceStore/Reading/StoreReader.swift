internal import SluiceCore
package import SluiceSystem

/// Reads a database that another connection, perhaps of another process, writes: short queries, no lock held between them.
///
/// A class, because it owns a connection. Confined to one queue at a time by its owner. Never writes, never checkpoints.
package final class StoreReader {
    /// The connection, for the other files of this type.
    let connection: Connection
    /// Ends what this reader is doing, from any thread.
    package let interruption: StoreInterruption
    /// What is held, once a page was asked for that SQL alone cannot answer soon enough.
    var held: HeldIndex?
    /// How much was held when a page was last read by SQL.
    var heldCount: HeldCount?
    /// What was suggested for groups of it.
    let suggestions = SuggestionCache()
    private let file: DatabaseFile
    private var findingReader: FindingReader

    /// Opens read-only. Throws `cannotOpen` when there is no database, `damaged` when it is none of sluice.
    package init(path: [UInt8], system: System = System()) throws(StoreError) {
        file = DatabaseFile(path: path, system: system)
        guard try file.exists() else {
            throw StoreError(.cannotOpen, "\(PathText.shown(path)): no database there")
        }
        connection = try Connection(path: path, access: .reading)
        findingReader = FindingReader(connection)
        interruption = StoreInterruption(connection)
        try connection.execute(
            """
            PRAGMA query_only = 1; PRAGMA wal_autocheckpoint = 0; PRAGMA mmap_size = 0;
            PRAGMA temp_store = MEMORY; PRAGMA cache_size = -1024;
            """)
        guard try connection.integer("PRAGMA application_id") == DatabaseFile.applicationID else {
            throw StoreError(.damaged, "the file is an SQLite database, but not of sluice")
        }
    }

    /// True when files of the database were lost while it was open: close this reader and open another one.
    package var isAbandoned: Bool { connection.isAbandoned }

    /// Ends the connection.
    package func close() {
        held = nil
        connection.close()
    }

    /// Runs several short queries on one state of the database; within another call, on that of the outer one.
    func reading<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        guard !connection.isInTransaction else { return try body() }
        try connection.execute("BEGIN")
        do throws(StoreError) {
            let result = try body()
            try connection.execute("COMMIT")
            return result
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
    }

    // MARK: Files

    /// The numbers for status. Linear in the number of files: about 20 ms for 100 000.
    package func totals() throws(StoreError) -> StoreTotals {
        var totals = StoreTotals()
        let statement = try connection.statement(
            """
            SELECT status, count(*), sum(records), sum(stored), sum(quarantined), sum(discarded),
                sum(moved = 0) FROM ledger GROUP BY status
            """)
        defer { statement.reset() }
        while try statement.step() {
            guard let status = FileStatus(rawValue: statement.text(0)) else { continue }
            totals.files[status] = statement.int(1)
            guard status != .loading else { continue }
            totals.records += statement.int(2)
            totals.stored += statement.int(3)
            totals.quarantined += statement.int(4)
            totals.discarded += statement.int(5)
            totals.pendingArchive += statement.int(6)
        }
        let last = try connection.integer("SELECT last_commit FROM counters")
        totals.lastCommit = last == 0 ? nil : last
        (totals.databaseBytes, totals.walBytes) = file.sizes()
        return totals
    }

    /// How many files were committed or rejected from a moment on, in microseconds since 1970. Linear in the number of files.
    package func filesTaken(since moment: Int64) throws(StoreError) -> Int {
        let statement = try connection.statement(
            "SELECT count(*) FROM ledger WHERE committed_at >= ?1 AND status <> 'loading'"
        )
        statement.bind(moment, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) : 0
    }

    /// The names of the datasets that have tables.
    package func datasetNames() throws(StoreError) -> [String] {
        let statement = try connection.statement("SELECT name FROM datasets ORDER BY name")
        defer { statement.reset() }
        var names: [String] = []
        while try statement.step() { names.append(statement.text(0)) }
        return names
    }

    /// The files entered last, newest first; those in progress are left out.
    package func lastFiles(limit: Int) throws(StoreError) -> [LedgerEntry] {
        try files(" WHERE l.status <> 'loading' ORDER BY l.id DESC LIMIT ?1", Int64(limit))
    }

    /// A file by its ledger id; nil when it is unknown or in progress.
    package func file(_ id: Int64) throws(StoreError) -> LedgerEntry? {
        try files(" WHERE l.id = ?1 AND l.status <> 'loading'", id).first
    }

    private func files(_ condition: String, _ value: Int64) throws(StoreError) -> [LedgerEntry] {
        let statement = try connection.statement(LedgerEntry.selection + condition)
        statement.bind(value, at: 1)
        defer { statement.reset() }
        var entries: [LedgerEntry] = []
        while try statement.step() { entries.append(LedgerEntry(statement)) }
        return entries
    }

    // MARK: Quarantine

    /// A page of quarantine entries by id, after the last one of the page before; with findings.
    package func quarantinePage(
        _ filter: QuarantineFilter = QuarantineFilter(), after id: Int64 = 0, limit: Int
    ) throws(StoreError) -> [QuarantineEntry] {
        let statement = try connection.statement(
            """
            \(QuarantineEntry.selection(filter.tables)) WHERE f.status <> 'loading'
                AND \(filter.key) > ?1\(filter.condition)\(filter.grouping) ORDER BY \(filter.key) LIMIT ?2
            """)
        statement.bind(id, at: 1)
        statement.bind(limit, at: 2)
        filter.bind(to: statement)
        return try entries(statement)
    }

    /// How many entries a filter lets through. Linear in the number of entries.
    package func quarantineCount(_ filter: QuarantineFilter) throws(StoreError) -> Int {
        let statement = try connection.statement(
            """
            SELECT count(DISTINCT \(filter.key)) FROM \(filter.tables)
                WHERE f.status <> 'loading'\(filter.condition)
            """)
        filter.bind(to: statement)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) : 0
    }

    /// One entry with its findings; nil when it is unknown.
    package func quarantineEntry(_ id: Int64) throws(StoreError) -> QuarantineEntry? {
        let statement = try connection.statement(
            QuarantineEntry.selection() + " WHERE e.id = ?1 AND f.status <> 'loading'")
        statement.bind(id, at: 1)
        return try entries(statement).first
    }

    /// The held records of a file in the order of its lines, after a line; with findings. An entry for the file itself is
    /// not among them.
    package func heldEntries(
        ofFile id: Int64, afterLine line: Int = 0, limit: Int
    ) throws(StoreError) -> [QuarantineEntry] {
        let statement = try connection.statement(
            QuarantineEntry.selection()
                + """
                 WHERE e.file_id = ?1 AND e.line > ?2 AND e.status = 0 AND f.status <> 'loading'
                    ORDER BY e.line LIMIT ?3
                """)
        statement.bind(id, at: 1)
        statement.bind(line, at: 2)
        statement.bind(limit, at: 3)
        return try entries(statement)
    }

    /// The entry of a file that was rejected as a whole; nil when it was not.
    package func fileEntry(ofFile id: Int64) throws(StoreError) -> QuarantineEntry? {
        let statement = try connection.statement(
            QuarantineEntry.selection() + " WHERE e.file_id = ?1 AND e.line IS NULL")
        statement.bind(id, at: 1)
        return try entries(statement).first
    }

    private func entries(_ statement: Statement) throws(StoreError) -> [QuarantineEntry] {
        // One state of the database, and one lock of it for the page instead of one for each entry.
        try reading { () throws(StoreError) in
            defer { statement.reset() }
            var entries: [QuarantineEntry] = []
            while try statement.step() { entries.append(QuarantineEntry(statement)) }
            let findings = try findingReader.findings(of: entries.map(\.id))
            for index in entries.indices {
                entries[index].findings = findings[entries[index].id] ?? []
            }
            return entries
        }
    }

    /// All findings of an entry, in their order.
    func findings(of id: Int64) throws(StoreError) -> [Finding] {
        try findingReader.findings(of: [id])[id] ?? []
    }

    // MARK: Health

    /// What SQLite's `quick_check` complains of; empty when all is well. Reads the whole database: in the background only.
    package func quickCheck() throws(StoreError) -> [String] {
        let statement = try Statement(connection, "PRAGMA quick_check(20)")
        var complaints: [String] = []
        while try statement.step() { complaints.append(statement.text(0)) }
        return complaints == ["ok"] ? [] : complaints
    }
}
