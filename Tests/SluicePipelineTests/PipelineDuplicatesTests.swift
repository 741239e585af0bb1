internal import SluiceCore
internal import SluicePipeline
internal import SluiceTestKit
internal import Testing

/// Policies for repeated keys, and times in the future, from the file to the database.
@Suite(.serialized) struct PipelineDuplicatesTests {
    private static func settings(
        _ policy: DuplicatePolicy, futureToleranceSeconds: Int64? = nil
    ) -> PipelineSettings {
        var dataset = Dataset.university
        dataset.duplicates = policy
        dataset.futureToleranceSeconds = futureToleranceSeconds
        var settings = TemporaryStation.settings
        settings.taking.catalog = DatasetCatalog(fallback: dataset)
        return settings
    }

    private static let header = """
        timestamp,location_id,temperature_celsius,noise_level_db,lighting_lux,crowd_density,\
        stress_level,sleep_hours,mood_score,mental_health_status

        """

    private static func bytes(_ rows: [(time: String, location: String, mood: String)]) -> [UInt8] {
        Array(
            (header
                + rows.map { "\($0.time),\($0.location),21.5,40,300,10,20,7,\($0.mood),0\n" }
                .joined()).utf8)
    }

    private static func day(_ seconds: Range<Int>, mood: String) -> [UInt8] {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return bytes(
            seconds.map { second in
                let time =
                    "2024-05-01 \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
                return (time, "101", mood)
            })
    }

    @Test(arguments: [
        (DuplicatePolicy.keep, [4, 4, 0, 0], 0, 7), (.skip, [4, 2, 0, 2], 0, 5),
        (.quarantine, [4, 2, 2, 0], 0, 5), (.replace, [4, 3, 0, 1], 1, 5),
    ])
    func theReceiptTheTotalsAndTheLedgerSayTheSame(
        policy: DuplicatePolicy, expected: [Int], replaced: Int, rows: Int
    ) throws {
        let station = try TemporaryStation()
        let settings = Self.settings(policy)
        try station.drop(Self.day(0..<3, mood: "1"), as: "a.csv")
        try station.runOnce(settings)
        let time = "2024-05-01 00:00:0"
        try station.drop(
            Self.bytes([
                (time + "2", "101", "2"), (time + "2", "102", "2"), (time + "9", "101", "2"),
                ("2024-05-01T00:00:09Z", "101", "3"),
            ]), as: "b.csv")
        let probe = try station.pipeline(settings)
        try probe.start()
        _ = try probe.drain()
        let receipt = try #require(probe.receipts.first)
        #expect(
            [receipt.records, receipt.stored, receipt.held, receipt.discarded] == expected)
        #expect(receipt.replaced == replaced)
        let totals = probe.pipeline.snapshot.totals
        #expect([totals.records, totals.stored, totals.held, totals.discarded] == expected)
        try probe.stop()
        #expect(
            try station.rows(
                "SELECT records, stored, quarantined, discarded FROM files WHERE name = 'b.csv'")
                == [expected.map { "\($0)" }])
        #expect(try station.storedRows == rows)
        #expect(try station.violations() == [])
        let names = station.quarantineNames
        #expect(names.count == (policy == .quarantine ? 2 : 0))
        if let name = names.first(where: { $0.hasSuffix(".rejected.csv") }) {
            #expect(
                station.directory.text(of: "quarantine/" + name)
                    == Self.header + "2024-05-01 00:00:02,101,21.5,40,300,10,20,7,2,0\n"
                    + "2024-05-01T00:00:09Z,101,21.5,40,300,10,20,7,3,0\n")
        }
    }

    @Test(arguments: [DuplicatePolicy.skip, .quarantine, .replace])
    func aBigFileFollowsThePolicyToo(policy: DuplicatePolicy) throws {
        let station = try TemporaryStation()
        let settings = Self.settings(policy)
        try station.drop(Self.day(0..<40_000, mood: "1"), as: "a.csv")
        try station.runOnce(settings)
        try station.drop(Self.day(35_000..<75_000, mood: "2"), as: "b.csv")
        try station.runOnce(settings)
        #expect(try station.storedRows == 75_000)
        let counts = try station.rows(
            "SELECT stored, quarantined, discarded FROM files ORDER BY name")
        switch policy {
        case .skip: #expect(counts == [["40000", "0", "0"], ["35000", "0", "5000"]])
        case .quarantine: #expect(counts == [["40000", "0", "0"], ["35000", "5000", "0"]])
        default: #expect(counts == [["35000", "0", "5000"], ["40000", "0", "0"]])
        }
        #expect(try station.violations() == [])
    }

    @Test func timesTooFarAheadAreHeldWhereTheDatasetLimitsThem() throws {
        let station = try TemporaryStation()
        let file = Self.bytes([
            ("2024-05-01 00:00:00", "101", "1"), ("9998-01-01 00:00:00", "101", "1"),
        ])
        try station.drop(file, as: "a.csv")
        try station.runOnce(Self.settings(.keep, futureToleranceSeconds: 300))
        #expect(
            try station.rows(
                """
                SELECT q.line, f.column_name, f.code, f.value FROM quarantine q
                    JOIN quarantine_findings f ON f.entry_id = q.id
                """) == [["3", "timestamp", "FUTURE", "9998-01-01 00:00:00"]])
        #expect(try station.storedRows == 1)
    }
}
