internal import SluiceTestKit
internal import Testing

/// An operation of the quarantine desk that is ended while it works, by the keys an operator has for it: nothing is changed.
@Suite(.serialized) struct OperationCancelTests {
    private static let records = 40_000

    private let station: TemporaryStation
    private let before: [[String]]

    /// A station whose held records pass by its rules of now, so that there is work for a while.
    init() throws {
        station = try TemporaryStation.configured()
        let faults = (0..<Self.records).map { ($0, UniversityFile.Fault.range) }
        try station.drop(
            UniversityFile(
                records: Self.records, faults: Dictionary(uniqueKeysWithValues: faults)
            ).bytes, as: "a.csv")
        try station.run(["--headless", "--once"])
        let shown = try station.run(["datasets", "show", "university"]).output
        try station.directory.makeDirectory("data/datasets")
        try station.directory.write(
            shown.replacing("minimum = 0", with: "minimum = -3"),
            to: "data/datasets/university.toml")
        before = try Self.picture(of: station)
        #expect(before.first == ["0", "\(Self.records)", "\(Self.records)", "0"])
    }

    private static func picture(of station: TemporaryStation) throws -> [[String]] {
        try station.rows(
            """
            SELECT (SELECT count(*) FROM raw_sensor_data), count(*), sum(attempts),
                (SELECT count(*) FROM journal) FROM quarantine WHERE status = 'held'
            """) + station.rows("SELECT records, stored, quarantined FROM files")
    }

    private func terminal(_ words: [String]) throws -> PseudoTerminal {
        try PseudoTerminal(
            TemporaryStation.program, ["--station", station.directory.path] + words, columns: 120,
            rows: 40,
            environment: [
                "PATH": "/usr/bin:/bin", "TZ": "UTC", "TERM": "xterm-256color", "LANG": "C.UTF-8",
            ])
    }

    /// Waits until the operation is under way, ends it, and checks that it was all for nothing.
    private func checkThatControlCEnds(_ command: PseudoTerminal) throws {
        #expect(command.wait(for: "Ctrl-C takes it back"))
        command.send("\u{3}")
        #expect(command.waitForEnd() == 130)
        #expect(command.screen.text.contains("cancelled; nothing was changed"))
        #expect(try Self.picture(of: station) == before)
        #expect(try station.violations() == [])
    }

    @Test func controlCTakesACommandBack() throws {
        try checkThatControlCEnds(try terminal(["quarantine", "release", "--all"]))
        // Nothing of it is left in the way of the same command.
        #expect(try station.run(["quarantine", "release", "--all"]).end == .exited(0))
        #expect(try station.storedRows == Self.records)
        #expect(try station.violations() == [])
    }

    @Test func controlCTakesBackWhatTheOwnerDoes() throws {
        let owner = try station.startOwner()
        defer { owner.signal(15) }
        try checkThatControlCEnds(try terminal(["quarantine", "release", "--all"]))
        owner.signal(15)
        #expect(owner.wait() == .exited(0))
    }

    @Test func escapeTakesBackWhatAConsoleDoes() throws {
        let console = try terminal([])
        #expect(console.wait(for: "RUNNING") && console.wait(for: "mood_score"))
        console.send("4ar")
        #expect(console.wait(for: "Type 40", seconds: 60))
        console.send("40000\r")
        #expect(console.wait(for: "▶ release"))
        console.send("\u{1B}")
        #expect(console.wait(for: "cancelled; nothing was changed"))
        #expect(try Self.picture(of: station) == before)
        console.signal(15)
        #expect(console.waitForEnd() == 0)
        #expect(try station.violations() == [])
    }
}
