import SluiceConsole
import SluiceCore
import Testing

@Suite struct LocationScreenTests {
    private func cursor(_ script: DrillScript) -> String {
        script.canvas().text.split(separator: "\n").first { $0.contains("▲ cursor") }
            .map(String.init) ?? ""
    }

    @Test func itAsksForAsManyBucketsAsThereAreColumns() {
        let script = DrillScript(.location("104"))
        #expect(
            script.question
                == .location("104", SampleAnswers.metrics[0], .day, buckets: 68))
    }

    @Test func theCursorMovesAndAGapIsAGap() {
        var script = DrillScript(.location("104"), .location(SampleAnswers.location))
        #expect(cursor(script).contains("2026-11-23 11:54:33 UTC"))
        #expect(cursor(script).contains("°C  min"))
        script.press("h")
        #expect(cursor(script).contains("2026-11-23 11:44:33 UTC"))
        for _ in 0..<45 { script.press("h") }
        #expect(cursor(script).contains("gap: no reading in this bucket"))
        for _ in 0..<46 { script.press("Right") }
        #expect(cursor(script).contains("2026-11-23 11:54:33 UTC"))
    }

    @Test func zoomingKeepsTheCursorsTimeAndAsksForFinerBuckets() {
        var script = DrillScript(.location("104"), .location(SampleAnswers.location))
        for _ in 0..<20 { script.press("h") }
        let before = cursor(script)
        script.press("+")
        #expect(cursor(script) == before)
        #expect(
            script.question
                == .location("104", SampleAnswers.metrics[0], .day, buckets: 136))
        #expect(script.canvas().text.contains("zoom 2×"))
        script.press("- -")
        #expect(cursor(script) == before)
        #expect(!script.canvas().text.contains("zoom 2×"))
    }

    @Test func keysAtTheEndOfTheChartSayThatItIsTheEnd() {
        var script = DrillScript(.location("104"), .location(SampleAnswers.location))
        script.press("l")
        #expect(script.canvas().text.contains("the newest bucket is reached"))
        script.press("-")
        #expect(script.canvas().text.contains("the whole range is shown"))
        for _ in 0..<200 { script.press("h") }
        #expect(script.canvas().text.contains("the oldest bucket is reached"))
        for _ in 0...ChartView.deepestZoom { script.press("+") }
        #expect(script.canvas().text.contains("it is as near as it gets"))
    }

    @Test func enterChartsTheMetricOfTheRow() {
        var script = DrillScript(.location("104"), .location(SampleAnswers.location))
        script.press("j Enter")
        #expect(script.state.preferences.metric == SampleAnswers.metrics[1])
        #expect(
            script.question
                == .location("104", SampleAnswers.metrics[1], .day, buckets: 68))
        #expect(script.canvas().text.contains("asking the store"))
    }

    @Test func metricsThatAreNotShownAreCounted() {
        var detail = SampleAnswers.location
        detail.metrics = (0..<10).map { number in
            var metric = detail.metrics[0]
            metric.metric = MetricChoice(dataset: "lab", name: "m\(number)", unit: "")
            return metric
        }
        let small = DrillScript(.location("104"), .location(detail)).canvas().text
        #expect(small.contains("+5 more"), "\(small)")
        let large = DrillScript(.location("104"), .location(detail), columns: 200, rows: 60)
            .canvas().text
        #expect(large.contains(" m9 ") && !large.contains("more"))
    }

    @Test func oneReadingHasNoDeviation() {
        var detail = SampleAnswers.location
        var one = MetricStatistics()
        one.add(5)
        detail.metrics[1].statistics = one
        let script = DrillScript(.location("104"), .location(detail))
        let row =
            script.canvas().text.split(separator: "\n")
            .first { $0.contains(SampleAnswers.metrics[1].name) && $0.contains("5.00") } ?? ""
        #expect(row.contains(#/ 5\.00 +5\.00 +5\.00 +- /#))
    }

    @Test func readingsAheadOfTheClockAreTold() {
        var detail = SampleAnswers.location
        detail.frame.readingsAhead = 2
        let script = DrillScript(.location("104"), .location(detail), columns: 120, rows: 40)
        #expect(script.canvas().text.contains("2 readings ahead of the clock"))
    }

    @Test func keysStepThroughTheMetricsOfTheLocationsDatasetOnly() {
        var station = SampleAnswers.station
        station.metrics.append(MetricChoice(dataset: "weather", name: "wind_speed", unit: "m/s"))
        var script = DrillScript(.location("104"), snapshot: station)
        script.press("[")
        #expect(script.state.preferences.metric == SampleAnswers.metrics.last)
        script.press("]")
        #expect(script.state.preferences.metric == SampleAnswers.metrics[0])
    }

    @Test func withoutAMetricItSaysSo() {
        var station = SampleAnswers.station
        station.metrics = []
        let script = DrillScript(.location("104"), snapshot: station)
        #expect(script.question == nil)
        #expect(script.canvas().text.contains("No metric is known yet."))
    }

    @Test func aWindowNeverLeavesTheFrame() {
        var view = ChartView()
        let frame = SeriesFrame(
            startMilliseconds: .min, bucketMilliseconds: .max, count: 3, source: .hours)
        for cursor in [Int64.min, -1, 0, 1, .max] {
            for zoom in 0...ChartView.deepestZoom {
                view.cursorMilliseconds = cursor
                view.zoom = zoom
                let window = view.window(in: frame)
                #expect(window.lowerBound >= 0 && window.upperBound <= 3 && !window.isEmpty)
            }
        }
        #expect(view.window(in: .empty).isEmpty)
    }
}
