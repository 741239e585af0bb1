internal import SluiceCore

extension StoreCheck {
    /// The version of the schema, how the database writes, and whether all is there that a start needs.
    static let schema = StoreCheck("schema", "the schema is the one this program knows") {
        (reader, defects) throws(StoreError) in
        let version = try reader.connection.integer("PRAGMA user_version") ?? 0
        let known = Int64(Migration.catalog.count)
        if version > known {
            defects.add(
                StationDefect(
                    .error, "database", "schema version \(version), this program knows \(known)",
                    remedy: "use the newer sluice that wrote it"))
        } else if version < known {
            defects.add(
                StationDefect(
                    .note, "database",
                    "schema version \(version); the next start brings it to \(known)"))
        } else {
            for problem in try missing(in: reader.connection) {
                defects.add(
                    StationDefect(
                        .error, "database", "\(problem); the station does not start with it",
                        remedy: "stop sluice and run: sluice rebuild", needsRebuild: true))
            }
            for problem in try obstacles(in: reader.connection) {
                defects.add(
                    StationDefect(
                        .error, "database", "\(problem); no file can be stored with it",
                        remedy: "stop sluice and run: sluice rebuild", needsRebuild: true))
            }
        }
        let mode = try reader.connection.text("PRAGMA journal_mode") ?? ""
        if mode != "wal" {
            defects.add(
                StationDefect(
                    .note, "database", "journal mode is \(mode), not wal; the next start sets it"))
        }
    }

    /// What a new database has and this one has not, a clause each.
    private static func missing(in connection: Connection) throws(StoreError) -> [String] {
        let new = try Connection(path: Array(":memory:".utf8), access: .creating)
        defer { new.close() }
        try Migration.migrate(new)
        var problems: [String] = []
        let found = try parts(of: connection)
        for (name, part) in try parts(of: new).sorted(by: { $0.key < $1.key }) {
            guard let there = found[name] else {
                problems.append("there is no \(part.sort) \(name)")
                continue
            }
            let columns = part.columns.subtracting(there.columns).sorted()
            if !columns.isEmpty {
                problems.append("\(name) has no column \(columns.joined(separator: ", "))")
            }
        }
        if found["counters"] != nil,
            try connection.integer("SELECT count(*) FROM counters") != 1
        {
            problems.append("the counters are missing")
        }
        guard found["datasets"] != nil, found["dataset_columns"] != nil else { return problems }
        for layout in try DatasetCatalog(connection).layouts.values
            .sorted(by: { $0.dataset < $1.dataset })
        where try !layout.isThatOfTables(in: connection) {
            problems.append("dataset \(layout.dataset) has other columns than its tables")
        }
        return problems
    }

    /// What keeps a database from taking files that has all its tables, a clause each.
    private static func obstacles(in connection: Connection) throws(StoreError) -> [String] {
        let found = try parts(of: connection)
        guard found["counters"] != nil, found["ledger"] != nil, found["dataset_columns"] != nil
        else { return [] }
        var problems: [String] = []
        let indexes = try DatasetCatalog(connection).layouts.values.map(\.timeIndex).sorted()
        for index in indexes where found[index] == nil {
            problems.append("there is no index \(index)")
        }
        let next = try connection.integer("SELECT next_row FROM counters") ?? 1
        let last = try connection.integer("SELECT max(last_row) FROM ledger") ?? 0
        if next <= last {
            problems.append(
                "the next row would get number \(next), and those up to \(last) are taken")
        }
        return problems
    }

    /// Tables with their columns, indexes and views, by name.
    private static func parts(
        of connection: Connection
    ) throws(StoreError) -> [String: (sort: String, columns: Set<String>)] {
        var parts: [String: (sort: String, columns: Set<String>)] = [:]
        let statement = try Statement(
            connection,
            """
            SELECT m.name, m.type, c.name FROM sqlite_schema m
                LEFT JOIN pragma_table_info(CASE m.type WHEN 'table' THEN m.name END) c
                WHERE m.name NOT LIKE 'sqlite%'
            """)
        while try statement.step() {
            var part = parts[statement.text(0)] ?? (statement.text(1), [])
            if let column = statement.optionalText(2) { part.columns.insert(column) }
            parts[statement.text(0)] = part
        }
        return parts
    }
}
