internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite struct StoreTests {
    private let finding = Finding(
        .range, rule: "range", columnIndex: 11, columnName: "mood_score", value: Array("-0.2".utf8),
        message: "below 0")

    @Test func aFilesRowsAreReadBackAsTheyWereGiven() throws {
        let fixture = try StoreFixture()
        let maker = ChunkMaker(StoreFixture.university)
        let exact = 21.799999999999997
        maker.row(
            line: 3, ms: -62_135_596_800_000, fraction: 3 << 32 | 7, location: "Hall, 7",
            [
                .real(exact), .null, .integer(12), .real(-0.0), .real(99999.999), .integer(0),
                .integer(-3),
                .real(7.25), .real(1e-7), .integer(1),
            ])
        maker.row(line: 5, ms: 253_402_300_799_999, location: "é", StoreFixture.cells(5))
        maker.row(
            line: 6, ms: -1, fraction: 9 << 32 | 999_999_999, location: "é", StoreFixture.cells(6))
        maker.held(line: 4, raw: "bad,one", [finding])
        let id = try fixture.add("a%b.csv", [maker.chunk])
        let rows = try fixture.rows(
            """
            SELECT line, file_id, location_id, timestamp, timestamp_ms, printf('%!.17g', temperature_celsius),
                humidity_percent, air_quality_index, printf('%.1f', noise_level_db), lighting_lux,
                sleep_hours, mood_score, typeof(sleep_hours), override, file_name, data_source, processed_at
                FROM raw_sensor_data ORDER BY line
            """)
        #expect(
            rows[0] == [
                "3", "\(id)", "Hall, 7", "0001-01-01 00:00:00.007", "-62135596800000",
                "21.799999999999997",
                "NULL", "12", "0.0", "99999.999", "7.25", "1.0e-07", "real", "0", "a%25b.csv",
                "university", "2023-11-14 22:13:21.000000",
            ])
        #expect(rows[1][3] == "9999-12-31 23:59:59")
        #expect(rows[2][3] == "1969-12-31 23:59:59.999999999")
        let entry = try fixture.rows(
            """
            SELECT q.line, q.raw, q.raw_size, q.status, f.column_index, f.code, f.value, f.message
                FROM quarantine q JOIN quarantine_findings f ON f.entry_id = q.id
            """)
        #expect(entry == [["4", "bad,one", "7", "held", "11", "RANGE", "-0.2", "below 0"]])
        let file = try fixture.rows(
            "SELECT name, name_bytes, status, records, stored, quarantined, discarded, sha256 FROM files"
        )
        #expect(
            file == [
                [
                    "a%25b.csv", "a%b.csv", "committed", "4", "3", "1", "0",
                    String(repeating: "01", count: 32),
                ]
            ])
    }

    @Test func countsThatDoNotAddUpAreRefusedAndLeaveTheGroup() throws {
        let fixture = try StoreFixture()
        let chunk = StoreFixture.chunk(rows: 3)
        var file = fixture.file("a.csv", [chunk])
        file.stored += 1
        file.records += 1
        try fixture.store.beginGroup(now: 1)
        #expect(throws: StoreError.self) { try fixture.store.addFile(file, chunks: [chunk]) }
        #expect(fixture.store.isInGroup)
        file.stored -= 1
        #expect(throws: StoreError.self) { try fixture.store.addFile(file, chunks: [chunk]) }
        file.records -= 1
        _ = try fixture.store.addFile(file, chunks: [chunk])
        try fixture.store.commitGroup()
        #expect(try fixture.rows("SELECT count(*) FROM raw_sensor_data") == [["3"]])
    }

    @Test func aRolledBackGroupLeavesNothingAndItsNamesAreEnteredAgain() throws {
        let fixture = try StoreFixture()
        let chunk = StoreFixture.chunk(rows: 40, locations: 4)
        try fixture.store.beginGroup(now: 5)
        _ = try fixture.store.addFile(fixture.file("a.csv", [chunk]), chunks: [chunk])
        fixture.store.rollbackGroup()
        for view in [
            "raw_sensor_data", "aggregated_metrics", "files", "locations", "rows_university",
        ] {
            #expect(try fixture.rows("SELECT count(*) FROM \(view)") == [["0"]])
        }
        try fixture.add("a.csv", [chunk])
        #expect(
            try fixture.rows("SELECT count(*), count(DISTINCT location_id) FROM raw_sensor_data")
                == [["40", "4"]])
    }

    @Test func commitTimesIncreaseStrictlyAlsoWhenTheClockStandsOrGoesBack() throws {
        let fixture = try StoreFixture()
        for now in [10, 10, 4] as [Int64] {
            try fixture.store.beginGroup(now: now)
            for name in ["a", "b"] {
                let chunk = StoreFixture.chunk(rows: 1)
                _ = try fixture.store.addFile(fixture.file(name, [chunk]), chunks: [chunk])
            }
            try fixture.store.commitGroup()
        }
        try fixture.reopen()
        try fixture.add("c", [])
        let times = try fixture.rows("SELECT committed_at FROM ledger ORDER BY id").map {
            Int($0[0]) ?? 0
        }
        #expect(times == [10, 11, 12, 13, 14, 15, 1_700_000_001_000_000])
    }

    @Test func aContentIsKnownOnceAndDuplicatesPointToIt() throws {
        let fixture = try StoreFixture()
        let chunk = StoreFixture.chunk(rows: 2)
        var file = fixture.file("a.csv", [chunk])
        try fixture.store.beginGroup(now: 1)
        let id = try fixture.store.addFile(file, chunks: [chunk])
        #expect(try fixture.store.ledgerEntry(sha256: file.sha256)?.id == id)
        file.name = Array("again.csv".utf8)
        let copy = try fixture.store.addDuplicate(file, of: id)
        try fixture.store.commitGroup()
        #expect(
            try fixture.rows("SELECT status, records, duplicate_of FROM files WHERE id = \(copy)")
                == [["duplicate", "0", "\(id)"]])
        try fixture.store.beginGroup(now: 2)
        #expect(throws: StoreError.self) { try fixture.store.addFile(file, chunks: [chunk]) }
        #expect(!fixture.store.isInGroup)
        #expect(try fixture.rows("SELECT count(*) FROM raw_sensor_data") == [["2"]])
    }

    @Test func aRejectedContentIsJudgedAgain() throws {
        let fixture = try StoreFixture()
        let file = fixture.file("a.csv")
        let header = Finding(.header, rule: "header", message: "a column is missing")
        for _ in 0..<2 {
            try fixture.store.beginGroup(now: 1)
            _ = try fixture.store.addRejected(
                file, findings: [header], raw: Array("x,y".utf8),
                error: "HEADER: a column is missing")
            try fixture.store.commitGroup()
        }
        #expect(try fixture.rows("SELECT status, records, error FROM files").count == 1)
        #expect(
            try fixture.rows("SELECT line, raw, status FROM quarantine") == [
                ["NULL", "x,y", "held"]
            ])
        #expect(try fixture.rows("SELECT code FROM quarantine_findings") == [["HEADER"]])
        let chunk = StoreFixture.chunk(rows: 2)
        var good = fixture.file("a.csv", [chunk])
        good.sha256 = file.sha256
        try fixture.store.beginGroup(now: 2)
        #expect(try fixture.store.ledgerEntry(sha256: file.sha256)?.status == .rejected)
        _ = try fixture.store.addFile(good, chunks: [chunk])
        try fixture.store.commitGroup()
        #expect(try fixture.rows("SELECT status FROM files") == [["committed"]])
        #expect(try fixture.rows("SELECT count(*) FROM quarantine_findings") == [["0"]])
        #expect(try fixture.rows("SELECT count(*) FROM entry_findings") == [["0"]])
    }

    @Test func filesStayPendingUntilTheyAreMarked() throws {
        let fixture = try StoreFixture()
        let ids = try ["a.csv", "b.csv", "c.csv"].map {
            try fixture.add($0, [StoreFixture.chunk(rows: 1)])
        }
        #expect(try fixture.store.pendingArchive(limit: 10).map(\.id) == ids)
        #expect(try fixture.store.pendingArchive(after: ids[0], limit: 1).map(\.id) == [ids[1]])
        try fixture.store.markArchived([(ids[0], "data/processed/x.1"), (ids[2], nil)])
        #expect(try fixture.store.pendingArchive(limit: 10).map(\.id) == [ids[1]])
        #expect(
            try fixture.rows("SELECT status, archive_name FROM files ORDER BY id")
                == [
                    ["archived", "data/processed/x.1"], ["committed", "NULL"],
                    ["committed", "NULL"],
                ])
    }
}
