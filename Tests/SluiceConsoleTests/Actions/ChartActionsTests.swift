import SluiceConsole
import SluiceCore
import Testing

@Suite struct ChartActionsTests {
    private func asked(_ script: ConsoleScript) -> StationQuery? {
        script.state.requests.asked[.pane(.locations)]?.query
    }

    @Test func metricAndRangeAreAskedForAndRemembered() throws {
        var script = ConsoleScript()
        script.press("3 m t")
        guard case .locations(let metric, let range, let buckets, _)? = asked(script) else {
            Issue.record("nothing asked")
            return
        }
        #expect(metric.name == "humidity_percent" && range == .week && buckets > 4)
        script.press("[")
        #expect(script.state.preferences.metric?.name == "temperature_celsius")
        #expect(script.effects.contains(.save(script.state.preferences)))
        #expect(script.canvas().text.contains("hourly"))
    }

    @Test func aMetricThatIsGoneGivesWayToTheFirst() {
        var preferences = Preferences()
        preferences.metric = MetricChoice(dataset: "old", name: "gone", unit: "")
        let script = ConsoleScript(preferences: preferences)
        #expect(script.state.shownMetric == SampleStore.metrics[0])
    }

    @Test func theEndsOfTheErrorRateAreSaid() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("2 -")
        #expect(script.canvas().text.contains("the whole range is shown, t: a longer one"))
        script.press("+ + + +")
        #expect(script.canvas().text.contains("no shorter part of the range is shown"))
        script.press("h l")
        #expect(script.canvas().text.contains("the newest bucket is reached"))
        #expect(script.canvas().text.contains("▲ 12:0"))
        script.press("Esc")
        #expect(script.state.list(.pane(.errorRate)).chartCursor == nil)
        #expect(!script.canvas().text.contains("▲ 12:0"))
    }

    @Test func theErrorRateIsZoomedAndReadOut() throws {
        var script = ConsoleScript()
        script.press("2 h h h")
        #expect(script.state.list(.pane(.errorRate)).chartCursor == 2)
        #expect(script.canvas().text.contains("▲ 12:01"))
        script.press("+ +")
        #expect(script.canvas().text.contains("15 min"))
        try ScreenSnapshot.check(script.canvas(), "error-rate-zoomed-120x40", hasFooter: false)
        script.press("- - -")
        #expect(script.canvas().text.contains("60 min"))
    }

    @Test func theErrorRateIsReadOutWhereThereIsNoRoomBelowIt() throws {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("2 h h h")
        let first = try #require(script.canvas().text.firstMatch(of: /▲ 12:01  [0-9.]+ % ═/))
        script.press("h")
        #expect(script.canvas().text.contains("▲ 12:00  "))
        #expect(!script.canvas().text.contains(first.output))
    }

    @Test func aMinuteWithoutRecordsIsReadOutAsAGap() {
        var script = ConsoleScript()
        script.press("2")
        for _ in 0..<43 { script.press("h") }
        #expect(script.canvas().text.contains("nothing was read"))
    }
}

extension ChartActionsTests {
    @Test(arguments: ["7d", "7 d", "7D"])
    func aRangeIsNamedWithOrWithoutABlank(_ text: String) {
        #expect(TimeRange(named: text) == .week)
    }

    @Test func aRangeIsChosenByItsName() {
        var script = ConsoleScript()
        script.press(":")
        script.type("range 6h")
        script.press("Enter")
        #expect(script.state.preferences.range == .sixHours && script.state.overlay == nil)
    }

    @Test func theErrorRateFurtherBackIsAskedOfTheStore() throws {
        var script = ConsoleScript()
        script.press("2 t t")
        #expect(script.state.preferences.arrivalRange == .day)
        guard case .arrivals(let frame)? = script.state.requests.asked[.pane(.errorRate)]?.query
        else {
            Issue.record("nothing was asked")
            return
        }
        #expect(frame.count == 96 && frame.bucketSeconds == 900)
        #expect(frame.endMicroseconds > SampleStation.now)
        #expect(frame.endMicroseconds - SampleStation.now <= 900_000_000)
        #expect(script.canvas().text.contains(" 24 h"))
        script.press("t t")
        #expect(script.state.requests.asked[.pane(.errorRate)] == nil)
    }

    @Test func metricsAndRangesAreChosenOnlyWhereTheyAreShown() {
        var script = ConsoleScript()
        script.press("4 Enter")
        let before = script.state.preferences
        script.press("m t [")
        #expect(script.state.preferences == before)
    }
}
