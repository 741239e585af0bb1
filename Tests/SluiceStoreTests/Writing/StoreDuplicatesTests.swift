internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

/// Repeated keys within a chunk, across the chunks of a file, and against stored rows, for each policy.
@Suite struct StoreDuplicatesTests {
    private static let key = DatasetKey(hasTime: true, hasLocation: true, columns: [])
    private static let start: Int64 = 1_714_550_400_000

    private func fixture(_ key: DatasetKey = Self.key) throws -> StoreFixture {
        let fixture = try StoreFixture()
        try fixture.store.register(StoreFixture.university, key: key)
        return fixture
    }

    private func rule(_ policy: DuplicatePolicy, _ key: DatasetKey = Self.key) -> DuplicateRule {
        DuplicateRule(policy: policy, key: key)
    }

    /// Rows at seconds after the start, one location, from a line on; values follow from line and salt.
    private func chunk(
        _ seconds: [Int], from line: Int = 2, salt: Int = 0, location: String = "101",
        fraction: UInt64 = 0
    ) -> RecordChunk {
        let maker = ChunkMaker(StoreFixture.university)
        for (index, second) in seconds.enumerated() {
            maker.row(
                line: line + index, ms: Self.start + Int64(second) * 1000, fraction: fraction,
                location: location, StoreFixture.cells(line + index + salt))
            let raw = Array("raw \(line + index)".utf8)
            maker.chunk.contents.appendSource(
                raw, byteOffset: (line + index) * 10, rawSize: raw.count)
        }
        return maker.chunk
    }

    @discardableResult
    private func add(
        _ fixture: StoreFixture, _ name: String, _ chunks: [RecordChunk], _ rule: DuplicateRule?
    ) throws -> StoredFile {
        try fixture.store.beginGroup(now: 1_700_000_001_000_000)
        let result = try fixture.store.addFile(
            fixture.file(name, chunks), chunks: chunks, duplicates: rule)
        try fixture.store.commitGroup()
        return result
    }

    private func load(
        _ fixture: StoreFixture, _ name: String, _ chunks: [RecordChunk], _ rule: DuplicateRule,
        afterFirst: () throws -> Void = {}
    ) throws -> StoredFile {
        let store = fixture.store
        let file = fixture.file(name, chunks)
        try store.beginGroup(now: 1)
        let id = try store.beginLoading(file)
        try store.commitGroup()
        for (index, chunk) in chunks.enumerated() {
            try store.beginGroup(now: 1)
            try store.appendLoading(id, chunk, duplicates: rule)
            try store.commitGroup()
            if index == 0 { try afterFirst() }
        }
        try store.beginGroup(now: 1)
        let result = try store.finishLoading(id, file, duplicates: rule)
        try store.commitGroup()
        return result
    }

    private func counts(_ file: FileRow) -> [Int] {
        [file.records, file.stored, file.quarantined, file.discarded]
    }

    /// The counts of the ledger, after a look at everything that must hold whatever happened.
    private func ledger(_ fixture: StoreFixture) throws -> [[String]] {
        let wrong = try fixture.rows(
            """
            SELECT f.name FROM files f WHERE f.stored <> (SELECT count(*) FROM raw_sensor_data r
                    WHERE r.file_id = f.id)
                OR f.quarantined <> (SELECT count(*) FROM quarantine q WHERE q.file_id = f.id)
                OR f.records <> f.stored + f.quarantined + f.discarded
            """)
        #expect(wrong == [])
        let aggregates = """
            SELECT file_name, location_id, count, printf('%.9g', min_value), printf('%.9g', max_value),
                printf('%.9g', avg_value), printf('%.6f', std_value) FROM aggregated_metrics
                WHERE metric_name = 'temperature_celsius' ORDER BY 1, 2
            """
        let again = """
            SELECT file_name, location_id, count(*), printf('%.9g', min(t)), printf('%.9g', max(t)),
                printf('%.9g', avg(t)), printf('%.6f', CASE WHEN count(*) > 1 THEN
                sqrt(sum((t - mean) * (t - mean)) / (count(*) - 1)) ELSE 0.0 END)
                FROM (SELECT *, temperature_celsius AS t, avg(temperature_celsius)
                    OVER (PARTITION BY file_name, location_id) AS mean FROM raw_sensor_data)
                GROUP BY 1, 2 ORDER BY 1, 2
            """
        #expect(try fixture.rows(aggregates) == fixture.rows(again))
        return try fixture.rows(
            "SELECT name, records, stored, quarantined, discarded FROM files ORDER BY id")
    }

    private func lines(_ fixture: StoreFixture, _ name: String) throws -> [String] {
        try fixture.rows(
            "SELECT line FROM raw_sensor_data WHERE file_name = '\(name)' ORDER BY line"
        ).map { $0[0] }
    }

    // MARK: Within a file

    @Test(arguments: [
        (DuplicatePolicy.keep, [8, 8, 0, 0], ["2", "3", "4", "5", "6", "7", "8", "9"]),
        (.skip, [8, 5, 0, 3], ["2", "3", "4", "7", "9"]),
        (.quarantine, [8, 5, 3, 0], ["2", "3", "4", "7", "9"]),
        (.replace, [8, 5, 0, 3], ["3", "5", "7", "8", "9"]),
    ])
    func keysThatRepeatWithinAFileFollowThePolicy(
        policy: DuplicatePolicy, expected: [Int], left: [String]
    ) throws {
        for isBig in [false, true] {
            let fixture = try fixture()
            let chunks = [chunk([0, 1, 2, 0]), chunk([2, 3, 2, 4], from: 6)]
            let result =
                isBig
                ? try load(fixture, "a", chunks, rule(policy))
                : try add(fixture, "a", chunks, rule(policy))
            #expect(counts(result.file) == expected)
            #expect(try ledger(fixture) == [["a"] + expected.map { "\($0)" }])
            #expect(try lines(fixture, "a") == left)
            let held = try fixture.rows(
                """
                SELECT q.line, q.byte_offset, q.raw, f.code FROM quarantine q
                    JOIN quarantine_findings f ON f.entry_id = q.id ORDER BY q.line
                """)
            #expect(
                held
                    == (policy == .quarantine
                        ? [5, 6, 8].map { ["\($0)", "\($0 * 10)", "raw \($0)", "DUPLICATE"] } : []))
        }
    }

    // MARK: Against stored rows

    @Test(arguments: [DuplicatePolicy.skip, .quarantine, .replace], [false, true])
    func keysThatAnotherFileHasFollowThePolicy(policy: DuplicatePolicy, isBig: Bool) throws {
        let fixture = try fixture()
        try add(fixture, "old", [chunk(Array(0..<40))], rule(policy))
        try add(fixture, "elsewhere", [chunk(Array(0..<40), location: "102")], rule(policy))
        let chunks = [chunk(Array(30..<50), salt: 7), chunk(Array(10..<12), from: 22, salt: 9)]
        let result =
            isBig
            ? try load(fixture, "new", chunks, rule(policy))
            : try add(fixture, "new", chunks, rule(policy))
        let other = ["elsewhere", "40", "40", "0", "0"]
        switch policy {
        case .skip:
            #expect(counts(result.file) == [22, 10, 0, 12])
            #expect(
                try ledger(fixture) == [
                    ["old", "40", "40", "0", "0"], other, ["new", "22", "10", "0", "12"],
                ])
        case .quarantine:
            #expect(counts(result.file) == [22, 10, 12, 0])
            #expect(
                try ledger(fixture) == [
                    ["old", "40", "40", "0", "0"], other, ["new", "22", "10", "12", "0"],
                ])
        default:
            #expect(counts(result.file) == [22, 22, 0, 0])
            #expect(result.replaced == 12)
            #expect(
                try ledger(fixture) == [
                    ["old", "40", "28", "0", "12"], other, ["new", "22", "22", "0", "0"],
                ])
        }
        let keys = "count(*), count(DISTINCT timestamp_ms || ' ' || location_id)"
        #expect(try fixture.rows("SELECT \(keys) FROM raw_sensor_data") == [["90", "90"]])
    }

    @Test func aFileAllOfWhoseRowsGaveWayKeepsItsLedgerRowAndHasNoAggregates() throws {
        let fixture = try fixture()
        for name in ["a", "b", "c"] {
            try add(
                fixture, name, [chunk(Array(0..<30), salt: name == "b" ? 4 : 0)], rule(.replace))
        }
        #expect(
            try ledger(fixture) == [
                ["a", "30", "0", "0", "30"], ["b", "30", "0", "0", "30"],
                ["c", "30", "30", "0", "0"],
            ])
    }

    @Test func partialsByLocationAreRestatedToo() throws {
        let fixture = try fixture()
        // One row an hour: too few for partials by the hour, enough for one of the location.
        try add(fixture, "old", [chunk((0..<40).map { $0 * 3600 })], rule(.replace))
        #expect(try fixture.rows("SELECT condensed FROM ledger") == [["2"]])
        try add(fixture, "new", [chunk([0, 3600, 7200], salt: 5)], rule(.replace))
        #expect(
            try ledger(fixture) == [["old", "40", "37", "0", "3"], ["new", "3", "3", "0", "0"]])
    }

    @Test func aRollbackBringsReplacedRowsBack() throws {
        let fixture = try fixture()
        try add(fixture, "old", [chunk(Array(0..<40))], rule(.replace))
        let before = try fixture.rows("SELECT * FROM aggregated_metrics")
        try fixture.store.beginGroup(now: 5)
        let chunks = [chunk(Array(0..<20), salt: 3)]
        _ = try fixture.store.addFile(
            fixture.file("new", chunks), chunks: chunks, duplicates: rule(.replace))
        fixture.store.rollbackGroup()
        #expect(try ledger(fixture) == [["old", "40", "40", "0", "0"]])
        #expect(try fixture.rows("SELECT * FROM aggregated_metrics") == before)
    }

    // MARK: Big files

    @Test func rowsOfABigFileThatIsNotCommittedCountForNobodyElse() throws {
        let fixture = try fixture()
        let store = fixture.store
        for policy in [DuplicatePolicy.skip, .quarantine, .replace] {
            let file = fixture.file("big")
            try store.beginGroup(now: 1)
            let id = try store.beginLoading(file)
            try store.appendLoading(id, chunk(Array(0..<30)), duplicates: rule(policy))
            try store.commitGroup()
            let small = try add(
                fixture, "small \(policy)", [chunk([5, 6], salt: 1)], rule(policy))
            #expect(small.file.stored + small.file.discarded + small.file.quarantined == 2)
            if policy == .skip { #expect(small.file.stored == 2) }
            try store.beginGroup(now: 1)
            while try !store.removeLoading(id, limit: 1000) {}
            try store.commitGroup()
            _ = try ledger(fixture)
        }
    }

    @Test func aBigFileThatIsGivenUpHasReplacedNothing() throws {
        let fixture = try fixture()
        try add(fixture, "old", [chunk(Array(0..<40))], rule(.replace))
        let store = fixture.store
        try store.beginGroup(now: 1)
        let id = try store.beginLoading(fixture.file("big"))
        try store.appendLoading(id, chunk(Array(0..<30), salt: 2), duplicates: rule(.replace))
        try store.commitGroup()
        #expect(try ledger(fixture) == [["old", "40", "40", "0", "0"]])
        try store.beginGroup(now: 1)
        while try !store.removeLoading(id, limit: 1000) {}
        try store.commitGroup()
        #expect(try ledger(fixture) == [["old", "40", "40", "0", "0"]])
    }

    @Test func keysCommittedWhileABigFileWasLoadedCountAtItsEnd() throws {
        for policy in [DuplicatePolicy.skip, .replace] {
            let fixture = try fixture()
            let chunks = [chunk(Array(0..<30)), chunk(Array(30..<40), from: 32)]
            let result = try load(fixture, "big", chunks, rule(policy)) {
                try add(fixture, "small", [chunk([5, 6, 99], salt: 1)], rule(policy))
            }
            #expect(counts(result.file) == (policy == .skip ? [40, 38, 0, 2] : [40, 40, 0, 0]))
            #expect(
                try ledger(fixture).contains(
                    policy == .skip
                        ? ["small", "3", "3", "0", "0"] : ["small", "3", "1", "0", "2"]))
        }
    }

    @Test func aBigFileWhoseRecordsWouldHaveToBeHeldAfterwardsMustBeReadAgain() throws {
        let fixture = try fixture()
        let chunks = [chunk(Array(0..<30)), chunk(Array(30..<40), from: 32)]
        let error = #expect(throws: StoreError.self) {
            _ = try load(fixture, "big", chunks, rule(.quarantine)) {
                try add(fixture, "small", [chunk([5, 6, 99], salt: 1)], rule(.quarantine))
            }
        }
        #expect(error?.kind == .overtaken)
        #expect(fixture.store.isInGroup)
        try fixture.store.commitGroup()
        #expect(try ledger(fixture) == [["small", "3", "3", "0", "0"]])
    }

    // MARK: Keys

    @Test func theSameMomentIsTheSameKeyHoweverItsFractionIsWritten() throws {
        let fixture = try fixture()
        try add(fixture, "a", [chunk([1], fraction: 1 << 32 | 5)], rule(.skip))
        let same = try add(fixture, "b", [chunk([1], fraction: 3 << 32 | 500)], rule(.skip))
        let other = try add(fixture, "c", [chunk([1], fraction: 2 << 32 | 51)], rule(.skip))
        #expect(same.file.discarded == 1 && other.file.stored == 1)
    }

    @Test(arguments: [
        DatasetKey(hasTime: true, hasLocation: false, columns: []),
        DatasetKey(hasTime: false, hasLocation: true, columns: [0, 1, 2]),
        DatasetKey(hasTime: false, hasLocation: false, columns: [1]),
        DatasetKey(hasTime: true, hasLocation: true, columns: [0, 1, 2, 7]),
    ])
    func anyPartsMakeAKeyNullsIncludedAndAreFoundByAnIndex(key: DatasetKey) throws {
        let fixture = try fixture(key)
        for (name, location) in [("a", "101"), ("b", "101"), ("c", "102")] {
            // Line 5 has a NULL humidity; the same rows come again, and once more elsewhere.
            let result = try add(
                fixture, name, [chunk([0], from: 5, location: location)], rule(.skip, key))
            let isKnown = name == "b" || (name == "c" && !key.hasLocation)
            #expect(counts(result.file) == (isKnown ? [1, 0, 0, 1] : [1, 1, 0, 0]))
        }
        // Values stored as thousandths in one file and as doubles in another are the same values.
        #expect(
            try fixture.rows(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'rows_university_by_key'")
                == [[key.hasTime && !key.hasLocation ? "0" : "1"]])
        try fixture.store.register(StoreFixture.university)
        #expect(
            try fixture.rows(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'rows_university_by_key'")
                == [["0"]])
    }

    @Test func aDecimalIsTheSameKeyHoweverItIsStored() throws {
        let key = DatasetKey(hasTime: true, hasLocation: false, columns: [0])
        let fixture = try fixture(key)
        func chunk(_ values: [Double]) -> RecordChunk {
            let maker = ChunkMaker(StoreFixture.university)
            for (index, value) in values.enumerated() {
                maker.row(
                    line: 2 + index, ms: 0, location: "1",
                    [.real(value)] + StoreFixture.cells(1).dropFirst())
            }
            return maker.chunk
        }
        // Whether decimals are stored as thousandths is decided by the first sixteen rows of a chunk.
        let long = (0..<16).map { 1.0 / Double($0 + 3) + 0.00001 }
        try add(fixture, "a", [chunk(long + [21.5, -0.0])], rule(.skip, key))
        let result = try add(fixture, "b", [chunk([21.5, 0.0, 22])], rule(.skip, key))
        #expect(counts(result.file) == [3, 1, 0, 2])
    }
}
