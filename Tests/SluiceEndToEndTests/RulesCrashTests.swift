internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The program killed while limits are changed: the dataset's file and the data are both old or both new after the next start.
@Suite struct RulesCrashTests {
    private static let points: [CrashPoint] = [
        .operationBefore, .operationCommit, .operationDone, .rulesReplace, .rulesReplaced,
    ]
    private static let change = [
        "datasets", "set", "university", "mood_score.minimum=-3", "--reason", "crash",
    ]

    private let file = UniversityFile(
        records: 200, salt: 6, faults: [4: .range, 30: .range, 60: .number])
    private let station: TemporaryStation

    init() throws {
        station = try TemporaryStation.configured()
        try station.drop(file.bytes, as: "a.csv")
        try station.run(["--headless", "--once"])
    }

    private var rules: String? { station.directory.text(of: "data/datasets/university.toml") }

    @Test func everyPointIsTried() {
        let known = CrashPoint.allCases.filter { $0.rawValue.hasPrefix("rules.") }
        #expect(Set(known).isSubset(of: Self.points))
    }

    @Test(arguments: points) func bothOrNeither(_ point: CrashPoint) throws {
        let killed = try station.run(
            Self.change, environment: ["SLUICE_CRASHPOINT": point.rawValue])
        #expect(killed.end == .signalled(9), "not killed: \(killed.errors)")
        try station.run(["--headless", "--once"])
        switch point {
        case .operationBefore, .operationCommit:
            #expect(rules == nil)
            #expect(try station.storedRows == 197)
        default:
            #expect(rules?.contains("minimum = -3") == true)
            #expect(try station.storedRows == 199)
            #expect(try station.run(["quarantine", "undo"]).end == .exited(0))
            #expect(rules == nil)
            #expect(try station.storedRows == 197)
        }
        #expect(try station.count("SELECT count(*) FROM rule_files") == 0)
        #expect(try station.violations() == [])
    }

    @Test(arguments: [CrashPoint.rulesReplace, .rulesReplaced])
    func anUndoIsFinishedToo(_ point: CrashPoint) throws {
        #expect(try station.run(Self.change).end == .exited(0))
        let killed = try station.run(
            ["quarantine", "undo"], environment: ["SLUICE_CRASHPOINT": point.rawValue])
        #expect(killed.end == .signalled(9))
        try station.run(["--headless", "--once"])
        #expect(rules == nil)
        #expect(try station.storedRows == 197)
        #expect(try station.violations() == [])
    }

    @Test func filesToComeAreJudgedByTheNewLimitsWithoutARestart() throws {
        let owner = try station.startOwner()
        defer { owner.signal(15) }
        #expect(try station.run(Self.change).end == .exited(0))
        #expect(try station.storedRows == 199)
        try station.drop(
            UniversityFile(records: 50, salt: 7, faults: [1: .range, 2: .range]).bytes, as: "b.csv")
        try station.waitUntil("the second file") { station in
            (try? station.count("SELECT count(*) FROM files WHERE name = 'b.csv'")) == 1
        }
        #expect(try station.storedRows == 249)
        owner.signal(15)
        #expect(owner.wait() == .exited(0))
        #expect(try station.violations() == [])
    }
}
