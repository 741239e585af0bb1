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
}
