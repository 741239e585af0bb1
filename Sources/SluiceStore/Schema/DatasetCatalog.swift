internal import SluiceCore

/// The datasets a database knows: their layouts, and the tables and views that follow from them.
struct DatasetCatalog {
    private(set) var layouts: [String: DatasetLayout] = [:]

    /// Reads the catalog of a database. Linear in the number of columns of all datasets.
    init(_ connection: Connection) throws(StoreError) {
        let statement = try Statement(
            connection,
            """
            SELECT d.name, c.name, c.kind, c.metric FROM datasets d
                LEFT JOIN dataset_columns c ON c.dataset = d.name ORDER BY d.name, c.position
            """)
        var columns: [String: [DatasetLayout.Column]] = [:]
        while try statement.step() {
            let dataset = statement.text(0)
            columns[dataset, default: []] +=
                statement.optionalText(1).map { name in
                    [
                        DatasetLayout.Column(
                            name: name, kind: RowSchema.Kind(rawValue: statement.text(2)) ?? .text,
                            metric: statement.optionalInteger(3).map { Int($0) })
                    ]
                } ?? []
        }
        for (dataset, columns) in columns {
            layouts[dataset] = DatasetLayout(dataset: dataset, columns: columns)
        }
    }

    /// Makes a dataset's tables and views, or extends them by new columns; nothing when all is as it should be.
    ///
    /// Opens and commits its own transaction. On failure database and catalog are as before.
    mutating func register(
        _ schema: RowSchema, in connection: Connection
    ) throws(StoreError) {
        try Self.check(schema)
        let old = layouts[schema.dataset]
        var layout = old ?? DatasetLayout(dataset: schema.dataset, columns: [])
        try layout.extend(by: schema)
        var all = layouts
        all[schema.dataset] = layout
        let views = DatasetViews(layout: layout)
        var wanted = [(layout.rawView, views.raw)] + views.metrics
        if schema.dataset == "university" {
            wanted.append(("raw_data", "CREATE VIEW raw_data AS SELECT * FROM raw_sensor_data"))
        }
        let sorted = all.values.sorted { $0.dataset < $1.dataset }
        wanted.append(("aggregated_metrics", DatasetViews.aggregated(sorted)))
        var stale: [(String, String)] = []
        for (name, sql) in wanted where try Self.sql(of: name, connection) != sql {
            stale.append((name, sql))
        }
        guard old != layout || !stale.isEmpty else { return }
        connection.forgetStatements()
        try connection.execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            if let old {
                for sql in views.additions(to: old) { try connection.execute(sql) }
            }
            for sql in views.tables { try connection.execute(sql) }
            try Self.save(layout, connection)
            for (name, sql) in stale {
                try connection.execute("DROP VIEW IF EXISTS \(name)")
                try connection.execute(sql)
            }
            try connection.execute("COMMIT")
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
        layouts = all
    }

    private static func sql(of view: String, _ connection: Connection) throws(StoreError) -> String?
    {
        try connection.text(
            "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = \(ViewText.literal(view))"
        )
    }

    private static func save(
        _ layout: DatasetLayout, _ connection: Connection
    ) throws(StoreError) {
        let dataset = try Statement(connection, "INSERT OR IGNORE INTO datasets(name) VALUES (?1)")
        dataset.bind(layout.dataset, at: 1)
        try dataset.run()
        let column = try Statement(
            connection,
            """
            INSERT INTO dataset_columns(dataset, position, name, kind, metric) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT(dataset, position) DO UPDATE SET metric = excluded.metric
            """)
        for (position, value) in layout.columns.enumerated() {
            column.bind(layout.dataset, at: 1)
            column.bind(position, at: 2)
            column.bind(value.name, at: 3)
            column.bind(value.kind.rawValue, at: 4)
            column.bind(value.metric, at: 5)
            try column.run()
        }
    }

    /// Names come from configuration: nothing but plain identifiers gets into SQL.
    private static func check(_ schema: RowSchema) throws(StoreError) {
        func isPlain(_ name: String, limit: Int) -> Bool {
            guard let first = name.utf8.first, name.utf8.count <= limit else { return false }
            let isStart =
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= first || first == UInt8(ascii: "_")
                || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first
            return isStart
                && name.utf8.allSatisfy {
                    UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
                        || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0
                        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "_")
                }
        }
        let names = Set(schema.columns.map { $0.name.lowercased() })
        guard isPlain(schema.dataset, limit: 41), schema.dataset == schema.dataset.lowercased(),
            !["data", "sensor_data"].contains(schema.dataset), names.count == schema.columns.count,
            schema.columns.count <= Dataset.columnLimit,
            schema.columns.allSatisfy({ isPlain($0.name, limit: 63) })
        else {
            throw StoreError(.misuse, "dataset \(schema.dataset) has names the store cannot take")
        }
    }
}
