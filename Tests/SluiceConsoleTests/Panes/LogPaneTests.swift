import SluiceConsole
import SluiceCore
import Testing

@Suite struct LogPaneTests {
    private static func commit(
        _ name: String, _ counts: [(String, String)], milliseconds: String = "0.7"
    ) -> LogLine {
        LogLine(
            id: 100, microseconds: SampleStation.now, level: .warning, source: "commit",
            message: "file committed",
            fields: [("name", name), ("file_id", "7"), ("dataset", "university")] + counts
                + [("read_ms", "5.1"), ("write_ms", "2.2"), ("commit_ms", milliseconds)])
    }

    private static let counts = [
        ("records", "1000"), ("stored", "980"), ("held", "20"), ("discarded", "0"),
    ]

    @Test(arguments: [("0.7", "8 ms"), ("92.7", "100 ms"), ("991.7", "999 ms")])
    func theCountsOfACommitAreSeenAtEightyColumns(milliseconds: String, shown: String) {
        var snapshot = SampleStation.busy
        snapshot.log.append(
            Self.commit(
                "sim-1795748787362794-000089.csv", Self.counts, milliseconds: milliseconds))
        let text = ConsoleScript(columns: 80, rows: 24, snapshot).canvas().text
        #expect(text.contains("sim-17…00089.csv  1 000 rows  20 held (2.0 %)  \(shown)"))
    }

    @Test func whatWasNotIsNotTold() {
        let clean = Self.commit(
            "a.csv",
            [("records", "7"), ("held", "0"), ("discarded", "2"), ("warnings", "3")])
        #expect(clean.shown.string == "a.csv  7 rows  2 discarded  3 warnings  8 ms")
        let other = LogLine(
            id: 1, microseconds: 0, level: .info, source: "archive", message: "file archived",
            fields: [("name", "a.csv"), ("archive_ms", "1.0")])
        #expect(other.shown.string == "file archived a.csv  archive_ms=1.0")
    }

    @Test func aNameIsCutOnlyWhereThereIsNoRoom() {
        var snapshot = SampleStation.busy
        snapshot.log.append(Self.commit("sim-1795748787362794-000089.csv", Self.counts))
        var script = ConsoleScript(columns: 120, rows: 40, snapshot)
        script.press("5 z")
        let whole = "sim-1795748787362794-000089.csv  1 000 rows  20 held (2.0 %)  8 ms"
        #expect(script.canvas().text.contains(whole))
    }

    @Test(arguments: [
        ("commit", "file is a duplicate", [("of", "3")], "copy of file 3"),
        (
            "judge", "file rejected",
            [("dataset", "-"), ("code", "HEADER"), ("reason", "no column mood_score")],
            "HEADER: no column mood_score"
        ),
    ])
    func theOtherEndsOfAFile(
        source: String, message: String, fields: [(String, String)], shown: String
    ) {
        let line = LogLine(
            id: 1, microseconds: 0, level: .info, source: source, message: message,
            fields: [("name", "a.csv"), ("file_id", "8")] + fields
                + [("read_ms", "1.1"), ("write_ms", "0.6"), ("commit_ms", "0.3")])
        #expect(line.shown.string == "a.csv  \(shown)  2 ms")
    }

    @Test func aLineIsFoundByAllThatItSays() {
        var snapshot = SampleStation.busy
        snapshot.log.append(Self.commit("sim-1795748787362794-000089.csv", Self.counts))
        var script = ConsoleScript(columns: 80, rows: 24, snapshot)
        script.press("5 /")
        script.type("748787362794 stored=980")
        script.press("Enter")
        #expect(script.canvas().text.contains("sim-17…00089.csv"))
    }

    @Test func linesOfAnotherDayHaveTheirDay() {
        var snapshot = SampleStation.busy
        let day: Int64 = 86_400_000_000
        snapshot.log = snapshot.log.enumerated().map { number, line in
            LogLine(
                id: line.id, microseconds: line.microseconds - (number < 30 ? day : 0),
                level: line.level, source: line.source, message: line.message)
        }
        for index in snapshot.alerts.indices { snapshot.alerts[index].sinceMicroseconds -= day }
        var script = ConsoleScript(columns: 120, rows: 40, snapshot)
        let before = (SampleStation.now - day) / 1_000
        let yesterday = ClockText.day(milliseconds: before, zone: script.state.zone).string
        script.press("5 z")
        let text = script.canvas().text
        #expect(text.contains("\(yesterday) 12:0"), "\(text)")
        let today = ClockText.day(
            milliseconds: SampleStation.now / 1_000, zone: script.state.zone)
        #expect(text.contains(" 12:04:3") && !text.contains(today.string), "\(text)")
        script.press("6")
        #expect(script.canvas().text.contains(" \(yesterday) "), "\(script.canvas().text)")
    }
}
