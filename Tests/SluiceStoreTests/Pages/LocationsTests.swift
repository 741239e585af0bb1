internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Locations over event time")
struct LocationsTests {
    private static let start: Int64 = 1_714_550_400_000
    private static let mood = MetricChoice(dataset: "university", name: "mood_score", unit: "")
    private static let hour: Int64 = 3_600_000

    private let fixture: StoreFixture
    private let reader: StoreReader

    init() throws {
        fixture = try StoreFixture()
        reader = try StoreReader(path: fixture.path)
    }

    /// The same numbers by the simplest way: every row of the view.
    private func expected(_ location: String, from: Int64) throws -> MetricStatistics {
        var statistics = MetricStatistics()
        let rows = try fixture.rows(
            "SELECT mood_score FROM raw_sensor_data WHERE location_id = '\(location)' "
                + "AND timestamp_ms >= \(from) AND mood_score IS NOT NULL ORDER BY id")
        for row in rows { if let value = Double(row[0]) { statistics.add(value) } }
        return statistics
    }

    private func isNear(_ left: MetricStatistics, _ right: MetricStatistics) -> Bool {
        left.count == right.count && left.minimum == right.minimum
            && left.maximum == right.maximum && abs(left.mean - right.mean) < 1e-9
            && abs(left.standardDeviation - right.standardDeviation) < 1e-9
    }

    @Test(
        "an hour is read from rows, a week and all from partials and rows of files without",
        arguments: TimeRange.allCases)
    func ranges(range: TimeRange) throws {
        // Dense enough for partials, then a sparse file without any, then one with partials by location.
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 3000, ms: Self.start)])
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 4, ms: Self.start + 9 * Self.hour)])
        let page = try #require(try reader.locations(Self.mood, range, buckets: 24))
        #expect(page.count == (range == .hour || range == .sixHours ? 4 : 5))
        let newest = Self.start + 9 * Self.hour + 3_000
        let end = range == .week ? (newest / Self.hour + 1) * Self.hour : newest + 1
        let from = range.seconds.map { end - Int64($0) * 1000 } ?? 0
        for row in page.rows {
            #expect(
                isNear(row.statistics, try expected(row.location, from: from)), "\(row.location)")
        }
        #expect(page.all.statistics.count == page.rows.reduce(0) { $0 + $1.statistics.count })
        #expect(page.frame.source == (range == .week || range == .all ? .hours : .rows))
        #expect(page.rows.map(\.location) == page.rows.map(\.location).sorted())
        #expect(page.rows.first?.lastMilliseconds == Self.start + 9 * Self.hour)
        #expect(page.rows.allSatisfy { $0.series.count == page.frame.count })
        #expect(page.all.series.last.flatMap { $0 } != nil)
        if range == .day { #expect(page.all.series.contains { $0 == nil }) }
    }

    @Test(
        "the numbers of a range are those of its time, however wide the chart is",
        arguments: [TimeRange.hour, .day, .week], [60_000, Self.hour])
    func anyWidth(range: TimeRange, step: Int64) throws {
        let chunk = StoreFixture.chunk(rows: 3000, ms: Self.start + 1234, step: step)
        try fixture.add("a.csv", [chunk])
        let newest = Self.start + 1234 + 2999 * step
        let end = range == .week ? (newest / Self.hour + 1) * Self.hour : newest + 1
        let from = end - Int64(range.seconds ?? 0) * 1000
        for buckets in [1, 7, 20, 24, 41, 60, 100, 333] {
            let page = try #require(try reader.locations(Self.mood, range, buckets: buckets))
            #expect(page.frame.count <= buckets)
            #expect(page.frame.endMilliseconds > newest)
            for row in page.rows {
                #expect(isNear(row.statistics, try expected(row.location, from: from)))
            }
        }
    }

    @Test("the newest readings of a week are seen though they came before many sparse files")
    func newestInOldFiles() throws {
        let recent = Self.start + 10_000 * Self.hour
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 60, ms: recent, step: Self.hour)])
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 400, ms: Self.start, step: Self.hour)])
        // As many rows as a page reads of sparse files.
        let connection = try Connection(path: fixture.path, access: .writing)
        try connection.execute(
            "UPDATE ledger SET records = 200000, stored = 200000 WHERE name = 'b.csv'")
        let page = try #require(try reader.locations(Self.mood, .week, buckets: 24))
        #expect(page.all.statistics.count == 60 && page.frame.source == .hours)
    }

    @Test("files without partials by the hour are in the chart of all, and counted once")
    func sparse() throws {
        // A reading an hour at each of five places: by location is as short as by the hour.
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 400, ms: Self.start, step: Self.hour)])
        let page = try #require(try reader.locations(Self.mood, .all, buckets: 10))
        #expect(page.all.statistics.count == 400)
        #expect(page.all.series.allSatisfy { $0 != nil })
        let choices = Dataset.university.metricChoices
        for buckets in 2...60 {
            let detail = try #require(
                try reader.location("102", Self.mood, .all, buckets: buckets, metrics: choices))
            #expect(detail.buckets.count <= buckets)
            #expect(detail.buckets.reduce(0) { $0 + ($1?.count ?? 0) } == 80, "\(buckets)")
        }
    }

    @Test("files that are being loaded are not seen")
    func loading() throws {
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 10, ms: Self.start)])
        let file = fixture.file("big.csv")
        try fixture.store.beginGroup(now: 1_700_000_003_000_000)
        let big = try fixture.store.beginLoading(file)
        try fixture.store.appendLoading(
            big, StoreFixture.chunk(rows: 1000, ms: Self.start + 100_000))
        try fixture.store.commitGroup()
        let all = try #require(try reader.locations(Self.mood, .all, buckets: 10))
        #expect(all.all.statistics.count == 10)
        let page = try #require(try reader.locations(Self.mood, .hour, buckets: 10))
        #expect(page.all.statistics.count == 10)
        #expect(page.all.lastMilliseconds == Self.start + 9_000)
    }

    @Test("what was committed after a moment can be left out", arguments: TimeRange.allCases)
    func until(range: TimeRange) throws {
        // One with partials and one without on either side of the moment.
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 3000, ms: Self.start)])
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 4, ms: Self.start + Self.hour)])
        let before = try #require(try reader.locations(Self.mood, range, buckets: 24))
        let moment = try #require(
            try fixture.rows("SELECT max(committed_at) FROM ledger").first.flatMap { Int64($0[0]) })
        try fixture.add("c.csv", [StoreFixture.chunk(rows: 3000, ms: Self.start)])
        try fixture.add("d.csv", [StoreFixture.chunk(rows: 5, ms: Self.start + 2 * Self.hour)])
        let all = try #require(try reader.locations(Self.mood, range, buckets: 24))
        let bound = try #require(
            try reader.locations(Self.mood, range, buckets: 24, until: moment))
        #expect(all.all.statistics.count != before.all.statistics.count)
        #expect(bound.frame == before.frame && bound.rows == before.rows)
        #expect(bound.all.statistics.count == before.all.statistics.count)
    }

    @Test(
        "readings far ahead of the clock do not move the range, and are told",
        arguments: TimeRange.allCases)
    func ahead(range: TimeRange) throws {
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 3000, ms: Self.start)])
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 4, ms: Self.start + Self.hour)])
        let before = try #require(try reader.locations(Self.mood, range, buckets: 24))
        #expect(before.frame.readingsAhead == 0)
        // One with partials and one without, in 2094.
        try fixture.add("c.csv", [StoreFixture.chunk(rows: 2000, ms: 3_924_000_000_000)])
        try fixture.add("d.csv", [StoreFixture.chunk(rows: 3, ms: 3_925_000_000_000)])
        let now = (Self.start + Self.hour) * 1000
        let page = try #require(try reader.locations(Self.mood, range, buckets: 24, now: now))
        var frame = before.frame
        frame.readingsAhead = SeriesFrame.aheadLimit
        #expect(page.frame == frame)
        // Locations are added up in any order: the last bits may differ.
        #expect(page.all.series.count == before.all.series.count)
        for (now, then) in zip(page.all.series, before.all.series) {
            #expect(abs((now ?? -1) - (then ?? -1)) < 1e-12)
        }
        let count = before.all.statistics.count + (range == .all ? 2003 : 0)
        #expect(page.all.statistics.count == count)
        if range != .all { #expect(page.rows == before.rows) }
        let choices = Dataset.university.metricChoices
        let detail = try #require(
            try reader.location(
                "102", Self.mood, range, buckets: 24, now: now, metrics: choices))
        #expect(detail.frame == frame)
    }

    @Test("where all readings are ahead of the clock, the range ends with the newest")
    func allAhead() throws {
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 30, ms: Self.start)])
        let page = try #require(
            try reader.locations(Self.mood, .hour, buckets: 24, now: 1_000_000_000_000))
        #expect(page.all.statistics.count == 30 && page.frame.readingsAhead == 0)
    }

    @Test("one location has a band, gaps, and all metrics")
    func detail() throws {
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 3000, ms: Self.start)])
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 5, ms: Self.start + 5 * Self.hour)])
        let choices = Dataset.university.metricChoices
        let detail = try #require(
            try reader.location("102", Self.mood, .sixHours, buckets: 12, metrics: choices))
        #expect(detail.metrics.map(\.metric) == choices)
        #expect(detail.buckets.count == detail.frame.count)
        #expect(detail.buckets.contains { $0 == nil })
        let band = detail.buckets.compactMap { $0 }
        #expect(band.allSatisfy { $0.minimum <= $0.mean && $0.mean <= $0.maximum })
        #expect(
            band.reduce(0) { $0 + $1.count }
                == detail.metrics.first { $0.metric.name == "mood_score" }?.statistics.count)
        #expect(
            try reader.location("nobody", Self.mood, .hour, buckets: 9, metrics: choices) == nil)
        let unknown = MetricChoice(dataset: "university", name: "nothing", unit: "")
        #expect(try reader.locations(unknown, .hour, buckets: 9) == nil)
    }

    @Test("an empty table has no frame")
    func empty() throws {
        let page = try #require(try reader.locations(Self.mood, .day, buckets: 10))
        #expect(page.rows.isEmpty && page.frame == .empty)
    }

    @Test("a range of time is a search of the index")
    func plan() throws {
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 10, ms: Self.start)])
        let plan = try fixture.rows(
            """
            EXPLAIN QUERY PLAN SELECT r.location_id FROM rows_university r WHERE r.timestamp_ms >= 1
                AND r.file_id NOT IN (SELECT id FROM ledger WHERE status = 'loading')
            """
        ).map { $0.last ?? "" }
        #expect(plan.contains { $0.contains("USING INDEX rows_university_by_time") })
    }
}
