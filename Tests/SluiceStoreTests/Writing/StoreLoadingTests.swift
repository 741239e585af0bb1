internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite struct StoreLoadingTests {
    private func load(_ fixture: StoreFixture, steps: Int) throws -> (Int64, FileRow) {
        var file = fixture.file("big.csv")
        try fixture.store.beginGroup(now: 1)
        let id = try fixture.store.beginLoading(file)
        try fixture.store.commitGroup()
        for step in 0..<steps {
            let chunk = StoreFixture.chunk(rows: 100, from: 2 + step * 101)
            chunk.held.append(
                HeldRecord(
                    line: 102 + step * 101, byteOffset: 7, raw: [1, 2], rawSize: 2,
                    findings: [Finding(.null, rule: "required", message: "empty")]))
            try fixture.store.beginGroup(now: 1)
            try fixture.store.appendLoading(id, chunk)
            try fixture.store.commitGroup()
            if step == 0 { try fixture.add("small.csv", [StoreFixture.chunk(rows: 10)]) }
        }
        file.stored = 100 * steps
        file.quarantined = steps
        file.records = 101 * steps
        return (id, file)
    }

    private let views = [
        "files", "raw_sensor_data", "aggregated_metrics", "quarantine", "quarantine_findings",
    ]

    @Test func nothingIsSeenBeforeTheEndAndEverythingAfter() throws {
        let fixture = try StoreFixture()
        let (id, file) = try load(fixture, steps: 3)
        #expect(
            try views.map { try fixture.rows("SELECT count(*) FROM \($0)")[0][0] }
                == ["1", "10", "44", "0", "0"])
        try fixture.store.beginGroup(now: 9)
        try fixture.store.finishLoading(id, file)
        try fixture.store.commitGroup()
        #expect(
            try views.map { try fixture.rows("SELECT count(*) FROM \($0)")[0][0] }
                == ["2", "310", "89", "3", "3"])
        let lines = try fixture.rows(
            "SELECT min(line), max(line), count(DISTINCT id) FROM raw_sensor_data WHERE file_id = \(id)"
        )
        #expect(lines == [["2", "303", "300"]])
        #expect(try fixture.rows("SELECT condensed FROM ledger WHERE id = \(id)") == [["1"]])
    }

    @Test func countsOfABigFileMustBeThoseOfItsSteps() throws {
        let fixture = try StoreFixture()
        var (id, file) = try load(fixture, steps: 2)
        file.stored += 1
        file.records += 1
        try fixture.store.beginGroup(now: 9)
        #expect(throws: StoreError.self) { try fixture.store.finishLoading(id, file) }
        fixture.store.rollbackGroup()
        #expect(try fixture.store.loadingFiles().map(\.id) == [id])
    }

    @Test(arguments: [1, 7, 1000]) func whatAnEarlierRunLeftIsRemovedInSteps(limit: Int) throws {
        let fixture = try StoreFixture()
        let (id, _) = try load(fixture, steps: 2)
        try fixture.reopen()
        #expect(try fixture.store.loadingFiles().map(\.id) == [id])
        var steps = 0
        var isDone = false
        while !isDone {
            try fixture.store.beginGroup(now: 1)
            isDone = try fixture.store.removeLoading(id, limit: limit)
            try fixture.store.commitGroup()
            steps += 1
        }
        #expect(steps >= 200 / limit)
        for table in [
            "rows_university", "ledger", "entries", "entry_findings", "partials_university",
        ] {
            let expected = ["rows_university": "10", "ledger": "1"][table] ?? "0"
            #expect(try fixture.rows("SELECT count(*) FROM \(table)") == [[expected]], "\(table)")
        }
        #expect(try fixture.store.loadingFiles().isEmpty)
    }

    @Test func aRolledBackStepIsNotCounted() throws {
        let fixture = try StoreFixture()
        let (id, file) = try load(fixture, steps: 1)
        try fixture.store.beginGroup(now: 1)
        try fixture.store.appendLoading(id, StoreFixture.chunk(rows: 50, from: 500))
        fixture.store.rollbackGroup()
        try fixture.store.beginGroup(now: 2)
        try fixture.store.finishLoading(id, file)
        try fixture.store.commitGroup()
        #expect(
            try fixture.rows("SELECT count(*) FROM raw_sensor_data WHERE file_id = \(id)") == [
                ["100"]
            ])
    }
}
