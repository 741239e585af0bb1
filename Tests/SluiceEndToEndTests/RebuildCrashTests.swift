internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// `sluice rebuild` killed at every point of the replacement: the next start has a whole database, and the old one is kept.
@Suite struct RebuildCrashTests {
    static let points: [CrashPoint] = [.replacementReady, .replacementBetween, .replacementAside]

    @Test(arguments: points) func theNextStartFinishesIt(_ point: CrashPoint) throws {
        let station = try TemporaryStation.configured()
        try station.drop(UniversityFile(records: 50, salt: 1).bytes, as: "a.csv")
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
        let rows = try station.rows("SELECT line, timestamp, location_id FROM raw_sensor_data")
        let killed = try station.run(
            ["rebuild", "--force"], environment: ["SLUICE_CRASHPOINT": point.rawValue])
        #expect(killed.end == .signalled(9), "not killed: \(killed.errors)")
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
        #expect(try station.run(["doctor", "--deep"]).end == .exited(0))
        #expect(
            try station.rows("SELECT line, timestamp, location_id FROM raw_sensor_data") == rows)
        let store = station.directory.names(in: "data/store")
        #expect(store.contains("sluice.db.old-1"))
        #expect(!store.contains("rebuilt.db") && !store.contains("rebuilding.db"))
    }

    /// Killed before the new database is in force: every file is where it was.
    @Test(arguments: [1, 2, 3]) func aRebuildThatIsCutMovesNothing(_ commit: Int) throws {
        let station = try TemporaryStation.configured()
        // Small enough groups, so that there are several commits: one file of each after the other.
        try station.drop(
            UniversityFile(records: 20, salt: 1, faults: [2: .range]).bytes, as: "a.csv")
        let text = String(decoding: UniversityFile(records: 8, salt: 3).bytes, as: UTF8.self)
        try station.drop(
            Array(text.replacing("mood_score", with: "moood").utf8), as: "renamed.csv")
        #expect(try station.run(["--headless", "--once"]).end == .exited(1))
        let id = try station.column("SELECT id FROM quarantine WHERE line IS NULL")
        #expect(
            try station.run(["quarantine", "rename"] + id + ["--map", "moood=mood_score"]).end
                == .exited(0))
        #expect(station.archivedNames.count == 2)
        func files() -> [String] { station.archivedNames + station.quarantineNames }
        let before = files()
        let killed = try station.run(
            ["rebuild", "--force"],
            environment: ["SLUICE_CRASHPOINT": "\(CrashPoint.commitAfter.rawValue):\(commit)"])
        #expect(files() == before)
        if killed.end == .signalled(9) {
            #expect(try station.run(["doctor", "--repair"]).end == .exited(0))
        }
        #expect(try station.run(["rebuild", "--force"]).end == .exited(0))
        #expect(
            try station.run(["doctor", "--deep"]).output.contains("0 errors, 0 warnings, 0 notes"))
        #expect(files() == before)
        #expect(try station.storedRows == 27)
    }
}
