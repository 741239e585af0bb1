internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// Later files that take the place of earlier ones by the policy of their dataset.
@Suite struct PipelineSupersessionTests {
    private static let dataset: Dataset = {
        var dataset = Dataset.university
        dataset.supersession = SupersessionPolicy(revisionMarks: ["_v[0-9]*"])
        return dataset
    }()

    private let station: TemporaryStation

    init() throws { station = try TemporaryStation() }

    /// Takes what lies in the inbox, by the dataset with the policy.
    private func take(_ name: String, _ file: UniversityFile) throws {
        try station.drop(file.bytes, as: name)
        try runOnce()
    }

    private func runOnce(_ dataset: Dataset = dataset) throws {
        var settings = TemporaryStation.settings
        settings.taking.catalog = DatasetCatalog([], fallback: dataset)
        let probe = try station.pipeline(settings)
        try probe.start()
        _ = try probe.drain()
        try probe.stop()
    }

    private var statuses: [String] {
        get throws { try station.column("SELECT name || ' ' || status FROM files ORDER BY id") }
    }

    @Test func aLaterVersionTakesThePlaceOfTheEarlierOne() throws {
        try take("north.csv", UniversityFile(records: 30, salt: 1, faults: [4: .range]))
        try take("south.csv", UniversityFile(records: 10, salt: 2))
        try take("north_v2.csv", UniversityFile(records: 31, salt: 1))
        #expect(
            try statuses == ["north.csv superseded", "south.csv archived", "north_v2.csv archived"])
        #expect(try station.storedRows == 41)
        #expect(
            try station.rows("SELECT actor, action, reason FROM journal WHERE entry_id IS NULL")
                .first == ["policy", "supersede", "policy.supersede of the dataset"])
        #expect(try station.column("SELECT status FROM quarantine") == ["superseded"])
        let after = try station.column(
            "SELECT after FROM journal WHERE id = (SELECT min(batch) FROM journal)")
        #expect(after.first?.contains("rows_added") == true, "\(after)")
        try take("north_v3.csv", UniversityFile(records: 12, salt: 1))
        #expect(try station.storedRows == 22)
        #expect(try station.violations() == [])
    }

    @Test func versionsThatArriveTogetherLeaveTheNewest() throws {
        for version in 1...4 {
            try station.drop(
                UniversityFile(records: 10 + version, salt: 3).bytes, as: "a_v\(version).csv")
        }
        try runOnce()
        let standing = try station.column("SELECT id FROM files WHERE status = 'archived'")
        #expect(standing == ["4"])
        #expect(try station.violations() == [])
    }

    @Test func aVersionOfWhichNothingIsStoredTakesNoPlace() throws {
        try take("a.csv", UniversityFile(records: 10, salt: 4))
        try station.drop(Array((UniversityFile.header + "\n1,2,3\n").utf8), as: "a_v2.csv")
        try runOnce()
        #expect(try statuses == ["a.csv archived", "a_v2.csv archived"])
        #expect(try station.storedRows == 10)
    }

    @Test func whatACrashLeftUndoneIsDoneByTheNextStart() throws {
        try station.drop(UniversityFile(records: 10, salt: 5).bytes, as: "a.csv")
        try runOnce(.university)
        try station.drop(UniversityFile(records: 12, salt: 5).bytes, as: "a_v2.csv")
        try runOnce(.university)
        #expect(try statuses == ["a.csv archived", "a_v2.csv archived"])
        try runOnce()
        #expect(try statuses == ["a.csv superseded", "a_v2.csv archived"])
        #expect(try station.violations() == [])
    }
}
