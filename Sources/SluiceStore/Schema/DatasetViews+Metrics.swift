extension DatasetViews {
    /// The views of the aggregates per file × location × metric: what they read, and the aggregates themselves.
    ///
    /// Each metric has an arm over the rows of the files without partials and one over the partials of the others. A condition
    /// on the metric's name leaves arms out, one on file or location narrows what an arm reads: of 100 000 files of 20 rows,
    /// one metric took 37 s of processor time with all metrics side by side in one arm, now 9, and one file 12 s, now
    /// 0.4; everything takes a minute either way. Texts are kept short, because every connection parses them: 0.1 ms a KiB.
    /// The cross joins fix the order, so that nothing is read for an arm that is left out.
    var metrics: [(name: String, sql: String)] {
        let chunks = stride(from: 0, to: layout.metricPositions.count, by: Self.metricsInView).map {
            layout.metricPositions.dropFirst($0).prefix(Self.metricsInView)
        }
        var views: [(name: String, sql: String)] = []
        var arms: [String] = []
        for (number, positions) in chunks.enumerated() {
            let rows = Source(view: "metric_rows_\(number)_\(layout.dataset)", isCondensed: false)
            views.append((rows.view, input(rows, positions)))
            arms += positions.map { arm($0, of: rows) }
            guard layout.hasPartials else { continue }
            let partials = Source(
                view: "metric_partials_\(number)_\(layout.dataset)", isCondensed: true)
            views.append((partials.view, input(partials, positions)))
            arms += positions.map { arm($0, of: partials) }
        }
        guard !arms.isEmpty else { return [] }
        let aggregates = """
            CREATE VIEW \(layout.metricsView) AS SELECT g.location AS location_id, metric AS metric_name,
            low AS min_value, high AS max_value, mean AS avg_value, deviation AS std_value, n AS count,
            f.data_source AS data_source, g.file_name AS file_name,
            \(ViewText.moment("f.committed_at")) AS timestamp
            FROM (\(Self.union(arms))) g CROSS JOIN ledger f ON f.id = g.file_id
            """
        return views + [(layout.metricsView, aggregates)]
    }

    /// Metrics that one view gives to the arms: each of them makes SQLite work through all columns of that view.
    private static let metricsInView = 16

    /// One of the two tables that aggregates come from, and the view that gives its columns the names the arms use.
    private struct Source {
        let view: String
        let isCondensed: Bool
    }

    /// The table with the file and location of its rows. For metric number i: count n, mean m, Σ(value − mean)² q, least l and
    /// greatest h, the last three and n only of partials; and k, the mean in the first row of the file.
    private func input(_ source: Source, _ positions: ArraySlice<Int>) -> String {
        let table = source.isCondensed ? layout.partialsTable : layout.rowsTable
        let columns = positions.map { position -> String in
            let number = layout.columns[position].metric ?? 0
            guard source.isCondensed else {
                let value = "CAST(\(layout.value(at: position)) AS REAL)"
                let first = value.replacing("r.c", with: "k.c")
                return ", \(value) AS m\(number), COALESCE(\(first), 0) AS k\(number)"
            }
            let names = DatasetLayout.partialColumns(number)
            return """
                , r.\(names[0]) AS n\(number), r.\(names[1]) AS m\(number), COALESCE(k.\(names[1]), 0) AS k\(number),
                COALESCE(r.\(names[2]), 0) AS q\(number), COALESCE(r.\(names[3]), r.\(names[1])) AS l\(number),
                COALESCE(r.\(names[4]), r.\(names[1])) AS h\(number)
                """
        }
        return """
            CREATE VIEW \(source.view) AS SELECT f.id AS file_id, f.name AS file_name, l.id AS location_id,
            l.name AS location\(columns.joined())
            FROM ledger f CROSS JOIN \(table) k CROSS JOIN \(table) r CROSS JOIN locations l
            WHERE f.dataset = \(ViewText.literal(layout.dataset)) AND f.status <> 'loading'
            AND f.condensed \(source.isCondensed ? ">" : "=") 0
            AND k.id = (SELECT MIN(id) FROM \(table) WHERE id BETWEEN f.first_row AND f.last_row)
            AND r.id BETWEEN f.first_row AND f.last_row AND l.id = r.location_id
            """
    }

    /// One pass with d = mean − k: Σ(value − total mean)² = Σ(q + n·d²) − (Σn·d)² ÷ Σn. Where that difference has lost more than
    /// six digits, because the values of a location lie close together and far from k, a second pass over the file instead.
    private func arm(_ position: Int, of source: Source) -> String {
        let column = layout.columns[position]
        let number = column.metric ?? 0
        let (mean, first) = ("m\(number)", "k\(number)")
        let isCondensed = source.isCondensed
        let times = isCondensed ? "n\(number) * " : ""
        let squares = (isCondensed ? "q\(number) + " : "") + times
        let low = isCondensed ? "l\(number)" : mean
        let high = isCondensed ? "h\(number)" : mean
        let count = isCondensed ? "CAST(SUM(n\(number)) AS INTEGER)" : "COUNT(\(mean))"
        let total = isCondensed ? "SUM(\(times)\(mean)) / SUM(n\(number))" : "AVG(\(mean))"
        return """
            SELECT location, \(ViewText.literal(column.name)) AS metric, low, high, mean,
            CASE WHEN n < 2 THEN 0.0 ELSE sqrt(CASE WHEN q - s * s / n >= 1e-6 * q THEN q - s * s / n
            ELSE (SELECT SUM(\(squares)(\(mean) - g.mean) * (\(mean) - g.mean)) FROM \(source.view)
            WHERE file_id = g.file_id AND location_id = g.location_id) END / (n - 1)) END AS deviation,
            n, file_id, file_name FROM (SELECT file_id, location_id, file_name, location, \(count) AS n,
            MIN(\(low)) AS low, MAX(\(high)) AS high, \(total) AS mean, SUM(\(times)(\(mean) - \(first))) AS s,
            SUM(\(squares)(\(mean) - \(first)) * (\(mean) - \(first))) AS q
            FROM \(source.view) GROUP BY file_id, location_id, file_name, location) g WHERE n > 0
            """
    }
}
