import SluiceConsole
import SluiceCore
import Testing

@Suite struct LogPaneTests {
    private static func commit(_ name: String, _ counts: [(String, String)]) -> LogLine {
        LogLine(
            id: 100, microseconds: SampleStation.now, level: .warning, source: "commit",
            message: "file committed",
            fields: [("name", name), ("file_id", "7"), ("dataset", "university")] + counts
                + [("read_ms", "5.1"), ("write_ms", "2.2"), ("commit_ms", "0.7")])
    }

    private static let counts = [
        ("records", "1000"), ("stored", "980"), ("held", "20"), ("discarded", "0"),
    ]

    @Test func theCountsOfACommitAreSeenAtEightyColumns() {
        var snapshot = SampleStation.busy
        snapshot.log.append(Self.commit("sim-1795748787362794-000089.csv", Self.counts))
        let text = ConsoleScript(columns: 80, rows: 24, snapshot).canvas().text
        #expect(text.contains("sim-179…000089.csv  1 000 rows  20 held (2.0 %)  8 ms"))
    }

    @Test func whatWasNotIsNotTold() {
        let clean = Self.commit("a.csv", [("records", "7"), ("held", "0"), ("discarded", "2")])
        #expect(clean.shown.string == "a.csv  7 rows  2 discarded  8 ms")
        let other = LogLine(
            id: 1, microseconds: 0, level: .info, source: "archive", message: "file archived",
            fields: [("name", "a.csv"), ("archive_ms", "1.0")])
        #expect(other.shown.string == "file archived a.csv  archive_ms=1.0")
    }

    @Test func aLineIsFoundByAllThatItSays() {
        var snapshot = SampleStation.busy
        snapshot.log.append(Self.commit("sim-1795748787362794-000089.csv", Self.counts))
        var script = ConsoleScript(columns: 80, rows: 24, snapshot)
        script.press("5 /")
        script.type("748787362794 stored=980")
        script.press("Enter")
        #expect(script.canvas().text.contains("sim-179…000089.csv"))
    }
}
