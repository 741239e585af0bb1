internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// A change of limits and its undo: the data and the dataset's file, byte for byte.
@Suite struct RulesUndoTests {
    private static let change = ["datasets", "set", "university", "mood_score.minimum=-3"]

    private let station: TemporaryStation

    init() throws {
        station = try TemporaryStation.configured()
        try station.drop(
            UniversityFile(records: 200, salt: 6, faults: [4: .range, 30: .range, 60: .number])
                .bytes, as: "a.csv")
        try station.run(["--headless", "--once"])
    }

    private var rules: String? { station.directory.text(of: "data/datasets/university.toml") }

    /// Writes the dataset's file as an operator has it: with comments, blanks and line ends of all kinds.
    private func writeCommented() throws -> String {
        let shown = try station.run(["datasets", "show", "university"]).output
        try station.directory.makeDirectory("data/datasets")
        let text =
            "# Kept by the night shift — ask before you widen.\r\n\t\n"
            + shown.replacing("minimum = 0", with: "minimum   =   0")
            + "\n\n# end"
        try station.directory.write(text, to: "data/datasets/university.toml")
        return text
    }

    @Test func anUndoGivesBackEveryByteOfTheFile() throws {
        let before = try writeCommented()
        let run = try station.run(Self.change)
        #expect(run.end == .exited(0), "\(run.errors)")
        let after = try #require(rules)
        #expect(after != before)
        #expect(after.contains("# Kept by the night shift"))
        #expect(after.utf8.count == before.utf8.count + 1)
        #expect(try station.storedRows == 199)
        let shown = try station.run(["quarantine", "undo", "--dry-run"]).output
        #expect(shown.contains("rules of 2 (university.toml)"), "\(shown)")
        #expect(try station.run(["quarantine", "undo"]).end == .exited(0))
        #expect(rules?.utf8.elementsEqual(before.utf8) == true)
        #expect(try station.storedRows == 197)
        #expect(try station.run(["quarantine", "redo"]).end == .exited(0))
        #expect(rules?.utf8.elementsEqual(after.utf8) == true)
        #expect(try station.storedRows == 199)
        #expect(try station.violations() == [])
    }

    @Test func limitsThatConcernNoRecordAreToldAsAChange() throws {
        let change = ["datasets", "set", "university", "humidity_percent.maximum=99.9"]
        #expect(
            try station.run(change + ["--dry-run"]).output
                == "the dataset's limits would be changed, and no record\n")
        #expect(rules == nil)
        let done = try station.run(change)
        #expect(done.output.contains("the dataset's limits are changed, and no record"))
        #expect(rules?.contains("99.9") == true)
    }

    @Test func anUndoIsRefusedOnceTheFileWasEditedByHand() throws {
        _ = try writeCommented()
        #expect(try station.run(Self.change).end == .exited(0))
        let edited = try #require(rules) + "\n# by hand\n"
        try station.directory.write(edited, to: "data/datasets/university.toml")
        let undo = try station.run(["quarantine", "undo"])
        #expect(undo.end == .exited(64))
        #expect(undo.errors.contains("has been changed since"))
        #expect(rules == edited)
        #expect(try station.storedRows == 199)
        #expect(try station.count("SELECT count(*) FROM rule_files") == 0)
        #expect(try station.violations() == [])
    }

    @Test func rowsThatBreakNewLimitsAreHeldAndComeBack() throws {
        let rows = try station.rows("SELECT * FROM raw_sensor_data ORDER BY id")
        let change = ["datasets", "set", "university", "temperature_celsius.maximum=21"]
        let over = try station.count(
            "SELECT count(*) FROM raw_sensor_data WHERE temperature_celsius > 21")
        #expect(over > 0 && over < 197)
        let dry = try station.run(change + ["--hold-rows", "--dry-run"])
        #expect(dry.output.contains("\(over) held"), "\(dry.output) \(dry.errors)")
        #expect(try station.run(change + ["--hold-rows"]).end != .exited(64))
        #expect(try station.storedRows == 197 - over)
        #expect(
            try station.count(
                "SELECT count(*) FROM quarantine WHERE status = 'held' AND line IS NOT NULL")
                == 3 + over)
        #expect(try station.violations() == [])
        #expect(try station.run(["quarantine", "undo"]).end == .exited(0))
        #expect(try station.rows("SELECT * FROM raw_sensor_data ORDER BY id") == rows)
        #expect(try station.count("SELECT count(*) FROM quarantine WHERE status = 'released'") == 0)
        #expect(try station.violations() == [])
        #expect(try station.run(["quarantine", "redo"]).end == .exited(0))
        #expect(try station.storedRows == 197 - over)
        #expect(try station.violations() == [])
        // Released again one by one by wider limits, the rows are what they were.
        let wider = ["datasets", "set", "university", "temperature_celsius.maximum=60"]
        #expect(try station.run(wider).end == .exited(0))
        #expect(
            try station.rows("SELECT id, temperature_celsius FROM raw_sensor_data ORDER BY id")
                == rows.map { [$0[0], $0[6]] })
        #expect(try station.violations() == [])
    }
}
