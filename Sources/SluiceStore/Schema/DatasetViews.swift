/// The text of the tables and views of a dataset.
struct DatasetViews {
    /// The dataset.
    let layout: DatasetLayout

    static let reserved: Set<String> = [
        "id", "file_id", "line", "location_id", "timestamp", "timestamp_ms", "override",
        "file_name",
        "data_source", "processed_at",
    ]

    /// The statements that make the tables when they are missing; an existing table is extended by ``additions(to:)``.
    var tables: [String] {
        let columns = layout.columns.indices.map { ", c\($0)" }.joined()
        var statements = [
            """
            CREATE TABLE IF NOT EXISTS \(layout.rowsTable)(id INTEGER PRIMARY KEY, timestamp_ms INTEGER,
                file_id INTEGER, location_id INTEGER, extra INTEGER DEFAULT 0\(columns))
            """,
            """
            CREATE INDEX IF NOT EXISTS \(layout.timeIndex) ON \(layout.rowsTable)(timestamp_ms)
            """,
        ]
        if layout.hasPartials {
            let metrics = (0..<metricLimit).flatMap(DatasetLayout.partialColumns)
                .map { ", \($0) REAL" }.joined()
            statements.append(
                """
                CREATE TABLE IF NOT EXISTS \(layout.partialsTable)(id INTEGER PRIMARY KEY,
                    location_id INTEGER, hour INTEGER\(metrics))
                """)
        }
        return statements
    }

    var metricLimit: Int { (layout.columns.compactMap(\.metric).max() ?? -1) + 1 }

    /// The statements that add to existing tables what a layout has more than an older one of the same dataset.
    func additions(to old: DatasetLayout) -> [String] {
        var statements = layout.columns.indices.dropFirst(old.columns.count).map {
            "ALTER TABLE \(layout.rowsTable) ADD COLUMN c\($0)"
        }
        let known = (old.columns.compactMap(\.metric).max() ?? -1) + 1
        if old.hasPartials, layout.hasPartials, known < metricLimit {
            for column in (known..<metricLimit).flatMap(DatasetLayout.partialColumns) {
                statements.append("ALTER TABLE \(layout.partialsTable) ADD COLUMN \(column) REAL")
            }
        }
        return statements
    }

    /// The view of the readings. Its joins go either way: from a range of times to files, or from a file to its range of ids.
    var raw: String {
        let fields = layout.columns.indices.map { position -> String in
            let name = layout.columns[position].name
            let shown = Self.reserved.contains(name.lowercased()) ? name + "_field" : name
            return "\(layout.value(at: position)) AS \(ViewText.quoted(shown)),"
        }
        return """
            CREATE VIEW \(layout.rawView) AS SELECT
                r.id AS id, f.id AS file_id, r.id - f.first_row AS line, l.name AS location_id,
                \(ViewText.timestamp("r")) AS timestamp, r.timestamp_ms AS timestamp_ms,
                \(fields.joined(separator: " "))
                r.extra & 1 AS override, f.name AS file_name, f.data_source AS data_source,
                \(ViewText.moment("f.committed_at")) AS processed_at
                FROM \(layout.rowsTable) r
                JOIN ledger f ON f.id = r.file_id AND r.id BETWEEN f.first_row AND f.last_row
                JOIN locations l ON l.id = r.location_id
                WHERE f.status <> 'loading'
            """
    }

    /// The view of all datasets' aggregates.
    static func aggregated(_ layouts: [DatasetLayout]) -> String {
        var terms = layouts.filter { $0.metricCount > 0 }.map { "SELECT * FROM \($0.metricsView)" }
        if terms.isEmpty {
            terms = [
                """
                SELECT NULL AS location_id, NULL AS metric_name, NULL AS min_value, NULL AS max_value,
                    NULL AS avg_value, NULL AS std_value, NULL AS count, NULL AS data_source,
                    NULL AS file_name, NULL AS timestamp WHERE 0
                """
            ]
        }
        return "CREATE VIEW aggregated_metrics AS \(union(terms))"
    }

    /// All rows of all terms: a tree of UNION ALL, because one SELECT has at most 500 terms.
    static func union(_ terms: [String]) -> String {
        var terms = terms
        while terms.count > 100 {
            terms = stride(from: 0, to: terms.count, by: 100).map {
                let group = terms[$0..<min($0 + 100, terms.count)].joined(separator: " UNION ALL ")
                return "SELECT * FROM (\(group))"
            }
        }
        return terms.joined(separator: " UNION ALL ")
    }
}
