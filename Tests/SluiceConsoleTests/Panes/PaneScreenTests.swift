import SluiceConsole
import SluiceCore
import Testing

/// Each pane with the focus, at the sizes and in the states that its columns and charts differ in.
@Suite struct PaneScreenTests {
    private static let names = ["files", "error-rate", "locations", "quarantine", "log", "alerts"]

    @Test func theThroughputIsThatSinceTheStart() {
        var snapshot = SampleStation.busy
        snapshot.pipeline.startedMicroseconds = SampleStation.now - 200_000_000
        var script = ConsoleScript(columns: 100, rows: 26, snapshot)
        script.press("6 z")
        #expect(script.canvas().text.contains("rows/s, last 4 min"))
        snapshot.pipeline.startedMicroseconds = SampleStation.now - 200_000_000_000
        script.send(.snapshot(snapshot))
        #expect(script.canvas().text.contains("rows/s, last 60 min"))
    }

    @Test func anAcknowledgedAlertThatFiresIsNotSaidToBeNone() {
        func note(_ alerts: [StationAlert]) -> String {
            var snapshot = SampleStation.busy
            snapshot.alerts = alerts
            var script = ConsoleScript(columns: 80, rows: 24, snapshot)
            script.press("6")
            return script.canvas().text.split(separator: "\n").first { $0.contains("6 Alerts") }
                .map(String.init) ?? ""
        }
        let all = SampleStation.busy.alerts
        #expect(note(all).contains(" 1 firing · 1 acknowledged ·"))
        let seen = note(all.filter { !$0.isFiring || $0.isAcknowledged })
        #expect(seen.contains(" 1 acknowledged ") && !seen.contains("firing"))
        #expect(note(all.filter { !$0.isFiring }).contains(" none firing "))
    }

    @Test(arguments: 1...6)
    func aloneBelowTheTabRow(number: Int) throws {
        var script = ConsoleScript(columns: 40, rows: 12)
        script.press("\(number)")
        try ScreenSnapshot.check(
            script.canvas(), "\(Self.names[number - 1])-40x12", hasFooter: false)
    }

    @Test(arguments: 1...6)
    func zoomed(number: Int) throws {
        var script = ConsoleScript(columns: 100, rows: 26)
        script.press("\(number) z")
        try ScreenSnapshot.check(
            script.canvas(), "\(Self.names[number - 1])-zoomed-100x26", hasFooter: false)
    }

    @Test(arguments: [(23, 6), (20, 3), (8, 2), (1, 1)])
    func countersWhereThereIsNoRoomForAPane(columns: Int, rows: Int) throws {
        let script = ConsoleScript(columns: columns, rows: rows)
        try ScreenSnapshot.check(script.canvas(), "counters-\(columns)x\(rows)")
    }

    @Test(arguments: 1...6)
    func theStateAndTheFocusAreSeenOnTheSmallestScreenWithAPane(number: Int) {
        var script = ConsoleScript(columns: 24, rows: 6)
        script.press("\(number)")
        let rows = script.canvas().text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows[0].contains("RUNNING"))
        #expect(rows[1].contains("[\(number)") && rows[1].contains("]"))
    }

    @Test func marksAndSortingInASCII() throws {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("4 Space j Space s S 3 s s s")
        let canvas = script.canvas(.ascii)
        #expect(canvas.cells.allSatisfy { $0.character.isASCII })
        try ScreenSnapshot.check(canvas, "marked-and-sorted-80x24-ascii", hasFooter: false)
    }

    @Test func aWeekIsReadFromHourlySums() throws {
        var script = ConsoleScript(columns: 120, rows: 40)
        script.press("3 t m j j")
        try ScreenSnapshot.check(script.canvas(), "locations-week-120x40", hasFooter: false)
    }

    @Test func whatIsAskedAndNotAnsweredIsSaid() throws {
        let script = ConsoleScript(columns: 120, rows: 40, store: { _ in nil })
        #expect(script.canvas().text.contains("asking the store …"))
    }

    @Test func aRateWithoutRecordsAlertsOrReasons() throws {
        var snapshot = SampleStation.busy
        snapshot.errorRate.reasons = []
        snapshot.errorRate.threshold = nil
        for index in snapshot.errorRate.buckets.indices {
            snapshot.errorRate.buckets[index].held = 0
        }
        snapshot.errorRate.current = 0
        snapshot.errorRate.previous = nil
        snapshot.alerts = []
        snapshot.heldRecords = 0
        snapshot.metrics = []
        var script = ConsoleScript(columns: 120, rows: 40, snapshot)
        script.press("6")
        try ScreenSnapshot.check(script.canvas(), "main-clean-120x40", hasFooter: false)
    }
}
