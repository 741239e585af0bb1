import SluiceCore

/// Answers of a store that goes with ``SampleStation/busy``.
enum SampleStore {
    static let metrics = [
        MetricChoice(dataset: "university", name: "temperature_celsius", unit: "°C"),
        MetricChoice(dataset: "university", name: "humidity_percent", unit: "%"),
        MetricChoice(dataset: "university", name: "noise_level_db", unit: "dB"),
    ]

    /// How many entries are held.
    static let held = 118

    static func answer(_ query: StationQuery) -> StationAnswer? {
        switch query {
        case .locations(let metric, let range, let buckets, _):
            .locations(locations(metric, range, buckets))
        case .quarantine(let query): .quarantine(quarantine(query))
        case .record(let id): .record(record(id))
        case .arrivals(let frame): .arrivals(arrivals(frame))
        default: nil
        }
    }

    static func arrivals(_ frame: ArrivalFrame) -> ErrorRateSeries {
        var series = ErrorRateSeries()
        series.bucketSeconds = frame.bucketSeconds
        series.endMicroseconds = frame.endMicroseconds
        series.buckets = (0..<frame.count).map { place in
            var counts = ErrorRateCounts()
            counts.records = place % 9 == 4 ? 0 : 1_000
            counts.held = counts.records * (place % 7) / 100
            return counts
        }
        series.reasons = [ReasonCount(.range, 800), ReasonCount(.null, 200)]
        return series
    }

    static func locations(
        _ metric: MetricChoice, _ range: TimeRange, _ buckets: Int
    ) -> LocationsPage {
        let now = SampleStation.now / 1_000
        let length = Int64(range.seconds ?? 2_592_000) * 1_000
        let rows = (0..<5).map { number in
            let count = 210 - number * 5
            return LocationsPage.Row(
                location: "\(101 + number)",
                statistics: MetricStatistics(
                    count: count, mean: 23.9 + Double(number) * 0.13,
                    squaredDeviations: 7.1 * Double(count), minimum: 15.2 + Double(number) * 0.3,
                    maximum: 31.7 + Double(number) * 0.2),
                last: 24.1 + Double(number) * 0.25,
                lastMilliseconds: now - Int64(number == 3 ? 43_200_000 : number * 1_000 + 2_000),
                series: (0..<buckets).map { bucket in
                    if number == 3 && bucket * 2 > buckets { return nil }
                    return 20 + Double((bucket * bucket + number * 7) % 23)
                })
        }
        var all = MetricStatistics()
        for row in rows { all.add(row.statistics) }
        return LocationsPage(
            metric: metric, range: range,
            frame: SeriesFrame(
                startMilliseconds: now - length,
                bucketMilliseconds: length / Int64(max(1, buckets)), count: buckets,
                source: range == .week || range == .all ? .hours : .rows),
            rows: rows,
            all: LocationsPage.Row(
                location: "", statistics: all, last: 24.1, lastMilliseconds: now - 2_000,
                series: (0..<buckets).map { 24 + Double($0 * 5 % 11) }),
            count: rows.count)
    }

    static func quarantine(_ query: QuarantineQuery, held: Int = held) -> QuarantinePage {
        let numbers = (0..<held).dropFirst(query.offset).prefix(query.limit)
        let rows = numbers.map { row(Int64(query.isDescending ? held - $0 : $0 + 1)) }
        let anchor = query.anchor.map {
            query.isDescending ? held - Int($0) : Int($0) - 1
        }
        return QuarantinePage(offset: query.offset, rows: rows, matches: held, anchor: anchor)
    }

    static func row(_ id: Int64) -> QuarantinePage.Row {
        let findings = [
            Finding(
                .range, rule: "range", columnIndex: 3, columnName: "temperature_celsius",
                value: Array("61.4".utf8), message: "expected -50…50"),
            Finding(
                .date, rule: "timestamp", columnIndex: 1, columnName: "timestamp",
                value: Array("2024-13-01".utf8), message: "there is no such day"),
            Finding(
                .null, rule: "null", columnIndex: 2, columnName: "location_id", value: [],
                message: "the cell is empty"),
            Finding(
                .number, rule: "number", columnIndex: 4, columnName: "humidity_percent",
                value: Array("n/a".utf8), message: "expected a number"),
            Finding(
                .fields, rule: "field-count", message: "the record has 11 fields; expected 12"),
        ]
        var row = QuarantinePage.Row(
            id: id, fileID: 411, fileName: "sensor_0411.csv", line: Int(id) * 31 % 1_000 + 2,
            finding: findings[Int(id) % findings.count], findingCount: id % 9 == 0 ? 2 : 1,
            location: id % 5 == 2 ? nil : "\(101 + id % 5)",
            quarantinedMicroseconds: SampleStation.now - (118 - id) * 1_000_000)
        row.dataset = "university"
        return row
    }

    static func record(_ id: Int64) -> RecordDetail {
        let row = row(id)
        let names = [
            "timestamp", "location_id", "temperature_celsius", "humidity_percent",
            "air_quality_index", "noise_level_db", "lighting_lux", "crowd_density",
            "stress_level", "sleep_hours", "mood_score", "mental_health_status",
        ]
        let fields = names.map { name in
            let isBad = name == row.finding.columnName
            return RecordDetail.Field(
                name: name, value: isBad ? row.finding.value : Array("62.98752908365686".utf8),
                findings: isBad ? [row.finding] : [])
        }
        var detail = RecordDetail(
            row: row, dataset: "university", sha256: String(repeating: "9f2c", count: 16),
            fields: fields, recordFindings: row.finding.columnName == nil ? [row.finding] : [],
            raw: Array("2024-05-01 08:00:00,104,61.4".utf8), rawSize: 28, attempts: 1)
        if row.finding.code == .range {
            detail.suggestion = Suggestion("61.4 looks like °F (16.3 °C)", repairs: [])
        }
        return detail
    }
}
