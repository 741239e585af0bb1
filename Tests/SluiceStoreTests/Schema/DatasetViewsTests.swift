internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite struct DatasetViewsTests {
    /// Mean and standard deviation by the plain two-pass formulas, in the order of the view.
    private func expected(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0)
    }

    private func isClose(_ a: Double, _ b: Double) -> Bool {
        (a - b).magnitude <= 1e-9 * max(1e-3, b.magnitude)
    }

    /// Rows in one chunk or in many, condensed to partials or not: the same aggregates as computed from the rows.
    @Test(arguments: [(30, 20), (3000, 5), (20000, 50), (5, 5), (8000, 2500), (60, 3)])
    func aggregatesEqualThoseOfTheRows(rows: Int, locations: Int) throws {
        let fixture = try StoreFixture()
        var chunks: [RecordChunk] = []
        var first = 0
        while first < rows {
            let count = min(RecordChunk.capacity, rows - first)
            chunks.append(
                StoreFixture.chunk(
                    rows: count, from: 2 + first, ms: -5_000_000 + Int64(first) * 1000,
                    locations: locations))
            first += count
        }
        try fixture.add("a.csv", chunks)
        try fixture.add("other.csv", [StoreFixture.chunk(rows: 100)])
        var values: [String: [Double]] = [:]
        for chunk in chunks {
            for row in 0..<chunk.count {
                for metric in chunk.schema.metrics where chunk.nulls[row] & 1 << UInt64(metric) == 0
                {
                    let bits = chunk.cells[row * chunk.schema.columns.count + metric]
                    let name = String(
                        decoding: chunk.locationNames[Int(chunk.locations[row])], as: UTF8.self)
                    let column = chunk.schema.columns[metric]
                    let value =
                        column.kind == .real
                        ? Double(bitPattern: bits) : Double(Int64(bitPattern: bits))
                    values["\(name)/\(column.name)", default: []].append(value)
                }
            }
        }
        let found = try fixture.rows(
            """
            SELECT location_id || '/' || metric_name, count, printf('%!.17g', min_value),
                printf('%!.17g', max_value), printf('%!.17g', avg_value), printf('%!.17g', std_value)
                FROM aggregated_metrics WHERE file_name = 'a.csv'
            """)
        #expect(found.count == values.count)
        for row in found {
            let list = try #require(values[row[0]])
            let (mean, deviation) = expected(list)
            #expect(Int(row[1]) == list.count)
            #expect(Double(row[2]) == list.min())
            #expect(Double(row[3]) == list.max())
            #expect(isClose(Double(row[4]) ?? .nan, mean), "\(row)")
            #expect(isClose(Double(row[5]) ?? .nan, deviation), "\(row) \(deviation)")
        }
    }

    /// Values that lie close together, far from those of the file's first row: nothing is lost in the difference of sums.
    @Test(arguments: [6, 4000])
    func valuesFarFromTheFirstRowKeepTheirDeviation(rows: Int) throws {
        let fixture = try StoreFixture(nil)
        let schema = RowSchema(
            dataset: "meters", columns: [.init(name: "reading", kind: .real, isMetric: true)])
        try fixture.store.register(schema)
        let maker = ChunkMaker(schema)
        let far = (0..<rows).map { 1_000_000.0 + Double($0 % 3) / 4 }
        for row in 0..<rows {
            maker.row(line: 2 + 2 * row, ms: 0, location: "near", [.real(0.5)])
            maker.row(line: 3 + 2 * row, ms: 0, location: "far", [.real(far[row])])
        }
        try fixture.add("a.csv", [maker.chunk], dataset: "meters")
        let found = try fixture.rows(
            """
            SELECT location_id, count, printf('%!.17g', avg_value), printf('%!.17g', std_value)
                FROM aggregated_metrics ORDER BY location_id
            """)
        let (mean, deviation) = expected(far)
        #expect(found.map { $0[0] } == ["far", "near"] && found[0][1] == "\(rows)")
        #expect(isClose(Double(found[0][2]) ?? .nan, mean), "\(found)")
        #expect(isClose(Double(found[0][3]) ?? .nan, deviation), "\(found) \(deviation)")
        #expect(found[1].suffix(2) == ["0.5", "0.0"])
    }

    private func wide(_ count: Int) -> RowSchema {
        RowSchema(
            dataset: "wide",
            columns: (0..<count).map {
                .init(name: "a_field_with_a_rather_long_name_\($0)", kind: .real, isMetric: true)
            })
    }

    @Test func manyMetricsAreAnswered() throws {
        let fixture = try StoreFixture(nil)
        try fixture.store.register(wide(60))
        let maker = ChunkMaker(wide(60))
        for row in 0..<2 {
            maker.row(
                line: 2 + row, ms: 0, location: "x", (0..<60).map { .real(Double($0 + 2 * row)) })
        }
        try fixture.add("a.csv", [maker.chunk], dataset: "wide")
        #expect(
            try fixture.rows(
                "SELECT count(*), sum(avg_value), max(std_value) FROM aggregated_metrics")
                == [["60", "1830.0", "1.4142135623731"]])
    }

    /// The most metrics a dataset may have, with and without partials: their views fit SQLite's limits.
    @Test(arguments: [300, 1024])
    func viewsOfManyMetricsFit(count: Int) throws {
        let fixture = try StoreFixture(nil)
        try fixture.store.register(wide(count))
        #expect(try fixture.rows("SELECT metric FROM dataset_columns").count == count)
    }

    private func plan(_ fixture: StoreFixture, _ sql: String) throws -> [String] {
        try fixture.rows("EXPLAIN QUERY PLAN " + sql).map { $0[3] }
    }

    @Test(arguments: [
        "SELECT count(*) FROM raw_sensor_data WHERE timestamp_ms >= 1714550400000",
        "SELECT * FROM raw_sensor_data WHERE timestamp_ms BETWEEN 5 AND 9",
        "SELECT location_id, avg(mood_score) FROM raw_data WHERE timestamp_ms > 5 GROUP BY 1",
        "SELECT * FROM raw_sensor_data WHERE timestamp_ms >= 1 AND timestamp_ms < 2 ORDER BY timestamp_ms",
    ])
    func aRangeOfTimesIsASearch(sql: String) throws {
        let fixture = try StoreFixture()
        let plan = try plan(fixture, sql)
        #expect(
            plan.contains { $0.hasPrefix("SEARCH r USING INDEX rows_university_by_time") },
            "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test(arguments: [
        "SELECT * FROM raw_sensor_data WHERE file_id = 7",
        "SELECT count(*), max(line) FROM raw_sensor_data WHERE file_id = 7",
        "SELECT * FROM raw_sensor_data WHERE id = 7",
        "SELECT * FROM raw_sensor_data WHERE file_id = 7 ORDER BY line",
    ])
    func rowsOfAFileAreReachedWithoutAScan(sql: String) throws {
        let fixture = try StoreFixture()
        let plan = try plan(fixture, sql)
        #expect(plan.contains { $0.hasPrefix("SEARCH r USING INTEGER PRIMARY KEY") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test func theOriginalsQueriesRun() throws {
        let fixture = try StoreFixture()
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 200)])
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 100, ms: 1_714_636_800_000)])
        let days = try fixture.rows(
            """
            SELECT DATE(timestamp) AS day, location_id, COUNT(*) AS record_count FROM raw_sensor_data
                GROUP BY day, location_id ORDER BY day, location_id
            """)
        #expect(days.count == 10)
        #expect(days.first == ["2024-05-01", "101", "40"])
        let latest = try fixture.rows(
            """
            SELECT am.location_id, am.metric_name, am.count FROM aggregated_metrics am
                INNER JOIN (SELECT location_id, metric_name, MAX(timestamp) AS latest_time
                    FROM aggregated_metrics GROUP BY location_id, metric_name) latest
                ON am.location_id = latest.location_id AND am.metric_name = latest.metric_name
                AND am.timestamp = latest.latest_time
            """)
        #expect(latest.allSatisfy { $0[2] == "20" || $0[1] == "humidity_percent" })
        let hours = try fixture.rows(
            """
            SELECT strftime('%H', timestamp) AS hour_of_day, AVG(temperature_celsius), AVG(stress_level),
                AVG(mood_score), COUNT(*) FROM raw_sensor_data GROUP BY hour_of_day ORDER BY hour_of_day
            """)
        #expect(hours.map { [$0[0], $0[4]] } == [["08", "300"]])
        let air = try fixture.rows(
            """
            SELECT CASE WHEN air_quality_index < 50 THEN 'Good' WHEN air_quality_index < 100 THEN 'Moderate'
                WHEN air_quality_index < 150 THEN 'Unhealthy for Sensitive' ELSE 'Unhealthy' END AS category,
                AVG(stress_level), AVG(mood_score), COUNT(*) FROM raw_sensor_data GROUP BY category
            """)
        #expect(air.reduce(0) { $0 + (Int($1[3]) ?? 0) } == 300)
        let climate = try fixture.rows(
            """
            SELECT location_id, AVG(temperature_celsius) AS avg_temp, AVG(humidity_percent) AS avg_humidity,
                AVG(air_quality_index) AS avg_aqi, AVG(noise_level_db) AS avg_noise,
                AVG(lighting_lux) AS avg_lighting FROM raw_sensor_data GROUP BY location_id
            """)
        #expect(climate.count == 5 && climate.allSatisfy { $0.count == 6 })
        let mind = try fixture.rows(
            """
            SELECT location_id, AVG(stress_level) AS avg_stress, AVG(sleep_hours) AS avg_sleep,
                AVG(mood_score) AS avg_mood,
                SUM(CASE WHEN mental_health_status = 1 THEN 1 ELSE 0 END) AS mental_health_issues,
                COUNT(*) AS total_records FROM raw_sensor_data GROUP BY location_id
            """)
        #expect(mind.map { $0[5] } == Array(repeating: "60", count: 5))
    }

    @Test func manyDatasetsShareOneViewAndNewFieldsAreAppended() throws {
        let fixture = try StoreFixture(nil)
        var schema = RowSchema(
            dataset: "d0", columns: [.init(name: "id", kind: .text, isMetric: false)])
        for number in 0..<120 {
            schema = RowSchema(
                dataset: "d\(number)",
                columns: [
                    .init(name: "value", kind: .real, isMetric: true),
                    .init(name: "id", kind: .text, isMetric: false),
                ])
            try fixture.store.register(schema)
        }
        let maker = ChunkMaker(schema)
        for row in 0..<8 {
            maker.row(line: 2 + row, ms: 0, location: "x", [.real(Double(row)), .text("t\(row)")])
        }
        try fixture.add("a.csv", [maker.chunk], dataset: "d119")
        let wider = RowSchema(
            dataset: "d119",
            columns: [
                .init(name: "added", kind: .integer, isMetric: true),
                .init(name: "id", kind: .text, isMetric: false),
                .init(name: "value", kind: .real, isMetric: true),
            ])
        try fixture.store.register(wider)
        let second = ChunkMaker(wider)
        for row in 0..<8 {
            second.row(
                line: 2 + row, ms: 0, location: "x", [.integer(5), .text(""), .real(0.125)])
        }
        try fixture.add("b.csv", [second.chunk], dataset: "d119")
        try fixture.reopen()
        try fixture.store.register(wider)
        #expect(
            try fixture.rows(
                """
                SELECT file_name, metric_name, count, min_value, max_value, avg_value FROM aggregated_metrics
                    ORDER BY file_name, metric_name
                """)
                == [
                    ["a.csv", "value", "8", "0.0", "7.0", "3.5"],
                    ["b.csv", "added", "8", "5.0", "5.0", "5.0"],
                    ["b.csv", "value", "8", "0.125", "0.125", "0.125"],
                ])
        #expect(
            try fixture.rows(
                "SELECT value, id_field, added FROM raw_d119 WHERE line = 3 ORDER BY file_id")
                == [["1.0", "t1", "NULL"], ["0.125", "", "5"]])
        #expect(throws: StoreError.self) {
            try fixture.store.register(
                RowSchema(
                    dataset: "d119",
                    columns: [.init(name: "value", kind: .text, isMetric: false)]))
        }
    }
}
