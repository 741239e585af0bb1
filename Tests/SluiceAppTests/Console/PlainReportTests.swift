@testable internal import SluiceApp
internal import SluiceCore
internal import Testing

@Suite("Plain report")
struct PlainReportTests {
    private func counts(_ records: Int, _ held: Int) -> ErrorRateCounts {
        var counts = ErrorRateCounts()
        (counts.records, counts.held) = (records, held)
        return counts
    }

    @Test("a station on which nothing happened")
    func quiet() {
        var picture = StationSnapshot()
        picture.pipeline.state = .running
        picture.errorRate.buckets = Array(repeating: counts(0, 0), count: 60)
        #expect(
            PlainReport(picture).lines == [
                "RUNNING, 0 files waiting, 0 files/min, 0 records/s, lag 0 s, 0 held, "
                    + "0 alerts",
                "error rate: nothing was read in 60 min",
            ])
    }

    @Test("the error rate with its threshold and reasons, what is being read, what fires")
    func busy() {
        var picture = StationSnapshot()
        picture.pipeline.state = .running
        picture.heldRecords = 21
        picture.recordsPerSecond = 12_500
        picture.errorRate.buckets = Array(repeating: counts(0, 0), count: 59) + [counts(1_000, 21)]
        picture.errorRate.current = 0.021
        picture.errorRate.threshold = 0.05
        picture.errorRate.reasons = [ReasonCount(.range, 17), ReasonCount(.number, 4)]
        var file = FileSummary(
            id: nil, name: "b\u{1B}ig.csv", phase: .running(readBytes: 44), sizeBytes: 176,
            arrivedMicroseconds: 0)
        (file.records, file.held, file.milliseconds) = (750_000, 9, 60_000)
        picture.files = [file]
        picture.alerts = [
            StationAlert(
                id: 1, kind: .errorRate, message: "error rate 6 % > 5 %", sinceMicroseconds: 0),
            StationAlert(id: 2, kind: .space, message: "ceased", sinceMicroseconds: 0),
        ]
        picture.alerts[1].clearedMicroseconds = 1
        #expect(
            PlainReport(picture).lines == [
                "RUNNING, 0 files waiting, 0 files/min, 12.5k records/s, lag 0 s, "
                    + "21 held, 1 alert",
                "error rate 2.1 % of 60 min, 21 of 1000 records, now 2.1 %, "
                    + "threshold 5 % for 60 s, most: RANGE 17, NUMBER 4",
                "reading b␛ig.csv: 25 %, 750000 records, 9 bad, 12.5k records/s, 3 m left",
                "alert firing: error rate 6 % > 5 %",
            ])
    }

    @Test("locations by a metric, one in a line, as many as can be listened to")
    func locations() {
        var statistics = MetricStatistics()
        statistics.add(20)
        statistics.add(24)
        var one = MetricStatistics()
        one.add(5)
        func row(_ name: String, _ statistics: MetricStatistics) -> LocationsPage.Row {
            LocationsPage.Row(
                location: name, statistics: statistics, last: 24,
                lastMilliseconds: 1_700_000_000_000, series: [])
        }
        var page = LocationsPage(
            metric: MetricChoice(dataset: "university", name: "temperature", unit: "°C"),
            range: .day, frame: .empty, rows: [row("101", statistics), row("102", one)],
            all: row("", statistics), count: 2)
        page.frame.readingsAhead = 1
        #expect(
            PlainReport.lines(of: page) == [
                "2 locations by temperature in °C, 24 h, 1 reading ahead of the clock",
                "location 101: n 2, avg 22.0, min 20.0, max 24.0, sd 2.83, "
                    + "last 24.0 at 2023-11-14 22:13:20",
                "location 102: n 1, avg 5.00, min 5.00, max 5.00, "
                    + "last 24.0 at 2023-11-14 22:13:20",
            ])
        page.rows = Array(repeating: page.rows[0], count: 80)
        page.count = 80
        let lines = PlainReport.lines(of: page)
        #expect(lines.count == PlainReport.locationLimit + 1)
        #expect(lines.first?.hasPrefix("the first 50 of 80 locations by") == true)
    }
}
