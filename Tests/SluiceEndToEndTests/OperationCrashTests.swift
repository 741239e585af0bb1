internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The program killed in the middle of operations of the quarantine desk: after a restart each was done as a whole or not at all.
@Suite struct OperationCrashTests {
    /// An operation, and what must be there for it.
    struct Work: Sendable, CustomTestStringConvertible {
        let words: [String]
        var before: [[String]] = []
        var testDescription: String { words.dropFirst().first ?? "" }
    }

    static let works = [
        Work(words: ["quarantine", "release", "--all"]),
        Work(words: ["quarantine", "edit", "1", "--set", "mood_score=2.5"]),
        Work(words: ["quarantine", "discard", "--all"]),
        Work(
            words: ["quarantine", "repair", "--all", "--field", "mood_score", "--set", "1"]),
        Work(words: ["quarantine", "accept", "--all", "--reason", "it is real"]),
        Work(
            words: ["quarantine", "undo"],
            before: [["quarantine", "accept", "--all", "--reason", "it is real"]]),
        Work(
            words: ["quarantine", "reprocess", "1"], before: [["quarantine", "discard", "--all"]]),
    ]

    static let points: [CrashPoint] = [
        .operationBefore, .operationCommit, .operationDone, .operationFiles,
    ]

    @Test func everyPointIsTried() {
        let known = CrashPoint.allCases.filter { $0.rawValue.hasPrefix("operation.") }
        #expect(Set(Self.points) == Set(known))
    }

    @Test(arguments: works, points) func bothOrNeither(_ work: Work, _ point: CrashPoint) throws {
        let station = try TemporaryStation.configured()
        let file = UniversityFile(
            records: 300, salt: 4, faults: [3: .range, 50: .range, 70: .number, 90: .fields])
        try station.drop(file.bytes, as: "a.csv")
        try station.run(["--headless", "--once"])
        for words in work.before {
            let ended = try station.run(words).end
            #expect(ended == .exited(0) || ended == .exited(1))
        }
        let before = try picture(of: station)
        let killed = try station.run(
            work.words, environment: ["SLUICE_CRASHPOINT": point.rawValue])
        #expect(killed.end == .signalled(9), "not killed: \(killed.errors)")
        try station.run(["--headless", "--once"])
        let after = try picture(of: station)
        switch point {
        case .operationBefore, .operationCommit: #expect(after == before)
        default: #expect(after != before)
        }
        #expect(try station.violations() == [])
        try checkSideFiles(of: station)
        // What is done is done once, and can be taken back.
        guard after != before else { return }
        let back = work.words.contains("undo") ? "redo" : "undo"
        #expect(try station.run(["quarantine", back]).end == .exited(0))
        #expect(try station.violations() == [])
        try checkSideFiles(of: station)
    }

    private func picture(of station: TemporaryStation) throws -> [[String]] {
        try station.rows("SELECT id, mood_score, override FROM raw_sensor_data ORDER BY id")
            + station.rows("SELECT id, status, attempts, raw FROM quarantine ORDER BY id")
            + station.rows("SELECT action, undone_by FROM journal WHERE id = batch")
    }

    /// The rejected records lie in `quarantine/` as the database has them.
    private func checkSideFiles(of station: TemporaryStation) throws {
        let held = try station.column(
            "SELECT CAST(raw AS TEXT) FROM quarantine WHERE status = 'held' ORDER BY line")
        let names = try station.open("quarantine").entries().map {
            String(decoding: $0.name, as: UTF8.self)
        }
        let rejected = names.filter { $0.hasSuffix(".rejected.csv") }
        #expect(rejected.count == (held.isEmpty ? 0 : 1), "\(names)")
        #expect(!names.contains { $0.hasPrefix(".") }, "\(names)")
        guard let name = rejected.first else { return }
        let lines = station.directory.text(of: "quarantine/" + name)?.split(separator: "\n") ?? []
        #expect(lines.dropFirst().map(String.init) == held)
    }
}
