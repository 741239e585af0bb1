/// The text of the tables and views of a dataset.
struct DatasetViews {
    /// The dataset.
    let layout: DatasetLayout

    private static let reserved: Set<String> = [
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
            CREATE INDEX IF NOT EXISTS \(layout.rowsTable)_by_time ON \(layout.rowsTable)(timestamp_ms)
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

    private var metricLimit: Int { (layout.columns.compactMap(\.metric).max() ?? -1) + 1 }

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

    /// The view of the aggregates per file × location × metric.
    ///
    /// The parts of a file are its partials or, when none were written, its rows, each a partial of one value. They add
    /// up as in ``MetricStatistics``, in two passes: the mean of the means, then Σ(M2 + n·(mean − total mean)²).
    var metrics: String {
        let rowValue = choice { "CAST(\(layout.value(at: $0.position)) AS REAL)" }
        var parts = [
            """
            SELECT f.id AS file_id, r.location_id AS location_id, m.metric AS metric, 1 AS n,
                \(rowValue) AS mean, NULL AS m2, NULL AS low, NULL AS high
                FROM ledger f CROSS JOIN \(layout.rowsTable) r CROSS JOIN dataset_columns m
                WHERE f.dataset = \(ViewText.literal(layout.dataset)) AND f.condensed = 0
                AND f.status <> 'loading' AND r.id BETWEEN f.first_row AND f.last_row
                AND \(isMetric)
            """
        ]
        if layout.hasPartials {
            let columns = (0..<5).map { part in
                choice { "r.\(DatasetLayout.partialColumns($0.metric)[part])" }
            }
            parts.append(
                """
                SELECT f.id, r.location_id, m.metric, \(columns.joined(separator: ", "))
                    FROM ledger f CROSS JOIN \(layout.partialsTable) r CROSS JOIN dataset_columns m
                    WHERE f.dataset = \(ViewText.literal(layout.dataset)) AND f.condensed = 1
                    AND f.status <> 'loading' AND r.id BETWEEN f.first_row AND f.last_row
                    AND \(isMetric)
                """)
        }
        return """
            CREATE VIEW \(layout.metricsView) AS
            WITH part AS (\(parts.joined(separator: " UNION ALL ")))
            SELECT l.name AS location_id, m.name AS metric_name, s.low AS min_value, s.high AS max_value,
                s.mean AS avg_value, CASE WHEN s.n > 1 THEN sqrt(s.m2 / (s.n - 1)) ELSE 0.0 END AS std_value,
                s.n AS count, f.data_source AS data_source, f.name AS file_name,
                \(ViewText.moment("f.committed_at")) AS timestamp
                FROM (SELECT file_id, location_id, metric, MIN(COALESCE(low, mean)) AS low,
                        MAX(COALESCE(high, mean)) AS high, MAX(total) AS mean, CAST(SUM(n) AS INTEGER) AS n,
                        SUM(COALESCE(m2, 0.0) + n * (mean - total) * (mean - total)) AS m2
                    FROM (SELECT *, SUM(n * mean) OVER w / SUM(n) OVER w AS total
                        FROM part WHERE mean IS NOT NULL
                        WINDOW w AS (PARTITION BY file_id, location_id, metric))
                    GROUP BY file_id, location_id, metric) s
                JOIN ledger f ON f.id = s.file_id
                JOIN locations l ON l.id = s.location_id
                JOIN dataset_columns m ON \(isMetric) AND m.metric = s.metric
            """
    }

    private var isMetric: String {
        "m.dataset = \(ViewText.literal(layout.dataset)) AND m.metric IS NOT NULL"
    }

    private func choice(_ value: ((position: Int, metric: Int)) -> String) -> String {
        let cases = layout.columns.indices.compactMap { position -> String? in
            guard let metric = layout.columns[position].metric else { return nil }
            return "WHEN \(metric) THEN \(value((position, metric)))"
        }
        return cases.isEmpty ? "NULL" : "CASE m.metric \(cases.joined(separator: " ")) END"
    }

    /// The view of all datasets' aggregates: a tree of UNION ALL, because one SELECT has at most 500 terms.
    static func aggregated(_ layouts: [DatasetLayout]) -> String {
        var terms = layouts.filter { $0.metricCount > 0 }.map { "SELECT * FROM \($0.metricsView)" }
        while terms.count > 100 {
            terms = stride(from: 0, to: terms.count, by: 100).map {
                let group = terms[$0..<min($0 + 100, terms.count)].joined(separator: " UNION ALL ")
                return "SELECT * FROM (\(group))"
            }
        }
        if terms.isEmpty {
            terms = [
                """
                SELECT NULL AS location_id, NULL AS metric_name, NULL AS min_value, NULL AS max_value,
                    NULL AS avg_value, NULL AS std_value, NULL AS count, NULL AS data_source,
                    NULL AS file_name, NULL AS timestamp WHERE 0
                """
            ]
        }
        return "CREATE VIEW aggregated_metrics AS \(terms.joined(separator: " UNION ALL "))"
    }
}
