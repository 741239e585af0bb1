internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

/// What is written through the image must be what SQLite reads, cell by cell.
@Suite struct DatabaseImageTests {
    private static let mixed = RowSchema(
        dataset: "mixed",
        columns: [
            .init(name: "whole", kind: .integer, isMetric: false),
            .init(name: "decimal", kind: .real, isMetric: true),
            .init(name: "words", kind: .text, isMetric: false),
        ])

    /// A dump of the rows of the dataset, types included, in the order of their lines.
    private func dump(_ fixture: StoreFixture) throws -> [[String]] {
        try fixture.rows(
            """
            SELECT line, timestamp_ms, location_id, whole, typeof(whole), printf('%!.17g', decimal), words
                FROM raw_mixed ORDER BY line
            """)
    }

    private func isWhole(_ fixture: StoreFixture) throws -> Bool {
        try fixture.rows("PRAGMA integrity_check") == [["ok"]]
    }

    @Test func integersOfEveryLengthComeBack() throws {
        let fixture = try StoreFixture(Self.mixed)
        var values: [Int64] = [0, 1, -1, 2, .min, .max]
        for bit in stride(from: 7, to: 63, by: 8) {
            let power = Int64(1) << Int64(bit)
            values += [power - 1, power, -power, -power - 1]
        }
        let maker = ChunkMaker(Self.mixed)
        for (row, value) in values.enumerated() {
            let cells: [ChunkMaker.Cell] = [.integer(value), .null, .null]
            maker.row(line: row + 2, ms: value / 1_000_000, location: "a", cells)
        }
        try fixture.add("integers.csv", [maker.chunk], dataset: "mixed")
        #expect(try dump(fixture).map { $0[3] } == values.map { String($0) })
        #expect(try dump(fixture).map { $0[1] } == values.map { String($0 / 1_000_000) })
        #expect(try isWhole(fixture))
    }

    @Test func textsAreCutIntoOverflowPagesAndComeBack() throws {
        let fixture = try StoreFixture(Self.mixed)
        let lengths = [
            0, 1, 57, 58, 120, 8190, 16_000, 16_320, 16_330, 16_340, 16_350, 16_360, 16_370, 16_390,
            17_400, 32_750, 65_536,
        ]
        let maker = ChunkMaker(Self.mixed)
        for (row, length) in lengths.enumerated() {
            let text = String(repeating: "abcdefghij", count: length / 10 + 1).prefix(length)
            maker.row(
                line: row + 2, ms: 5, location: "a", [.integer(1), .real(1.5), .text(String(text))])
        }
        try fixture.add("texts.csv", [maker.chunk], dataset: "mixed")
        let stored = try fixture.rows(
            "SELECT length(words), words = substr(replace(hex(zeroblob(40000)), '00000', 'abcdefghij'), 1, length(words)) FROM raw_mixed ORDER BY line"
        )
        #expect(stored == lengths.map { [String($0), "1"] })
        #expect(try isWhole(fixture))
    }

    @Test func aDatabaseOfSmallerPagesTakesTheSameRows() throws {
        let fixture = try StoreFixture(Self.mixed)
        try fixture.repage(bytes: 8192)
        #expect(try fixture.rows("PRAGMA page_size") == [["8192"]])
        let lengths = [1, 4000, 8130, 8150, 8190, 9000, 16_340, 16_360, 17_400]
        let maker = ChunkMaker(Self.mixed)
        for row in 0..<3000 {
            let text = String(repeating: "x", count: row < lengths.count ? lengths[row] : row % 90)
            maker.row(
                line: row + 2, ms: Int64(row), location: "a",
                [.integer(Int64(row)), .real(1.5), .text(text)])
        }
        try fixture.add("pages.csv", [maker.chunk], dataset: "mixed")
        #expect(
            try fixture.rows("SELECT count(*), sum(whole), min(line), max(line) FROM raw_mixed")
                == [["3000", "\(2999 * 1500)", "2", "3001"]])
        #expect(
            try fixture.rows(
                "SELECT length(words) FROM raw_mixed WHERE line < \(lengths.count + 2) ORDER BY line"
            )
                == lengths.map { ["\($0)"] })
        #expect(try isWhole(fixture))
    }

    @Test func aChunkLargerThanTheImageGoesInParts() throws {
        let fixture = try StoreFixture(Self.mixed)
        let maker = ChunkMaker(Self.mixed)
        let text = String(repeating: "x", count: 9000)
        for row in 0..<1200 {
            maker.row(
                line: 2 + row, ms: Int64(row), location: "a", [.integer(7), .null, .text(text)])
        }
        try fixture.add("large.csv", [maker.chunk], dataset: "mixed")
        #expect(
            try fixture.rows("SELECT count(*), min(length(words)), sum(whole) FROM raw_mixed")
                == [["1200", "9000", "8400"]])
        #expect(try isWhole(fixture))
    }

    @Test(arguments: [1, 2, 743, 744, 745, 746, 1023, 1024, 1025, 2048, 2049, 8192])
    func rowsAreFoundByTimeWhateverTheirOrder(count: Int) throws {
        let fixture = try StoreFixture(Self.mixed)
        let maker = ChunkMaker(Self.mixed)
        for row in 0..<count {
            maker.row(
                line: 2 + row, ms: Int64((row * 7919) % count), location: "l\(row % 3)",
                [.integer(Int64(row)), .real(Double(row) / 3), .text("t\(row)")])
        }
        try fixture.add("times.csv", [maker.chunk], dataset: "mixed")
        let found = try fixture.rows(
            "SELECT count(*), count(DISTINCT id) FROM raw_mixed WHERE timestamp_ms BETWEEN 0 AND \(count)"
        )
        #expect(found == [["\(count)", "\(count)"]])
        let middle = try fixture.rows(
            "SELECT count(*) FROM raw_mixed WHERE timestamp_ms = \(7919 % count)")
        #expect(middle == [["1"]])
        #expect(try dump(fixture).map { $0[3] } == (0..<count).map { String($0) })
        #expect(try isWhole(fixture))
    }

    @Test func columnsLieWhereTheDatasetHasThemWhateverTheOrderOfAChunk() throws {
        let fixture = try StoreFixture(Self.mixed)
        let fewer = RowSchema(
            dataset: "mixed",
            columns: [Self.mixed.columns[2], .init(name: "later", kind: .integer, isMetric: true)])
        try fixture.store.register(fewer)
        let maker = ChunkMaker(fewer)
        maker.row(line: 2, ms: 1, location: "a", [.text("first"), .integer(9)])
        try fixture.add("fewer.csv", [maker.chunk], dataset: "mixed")
        #expect(
            try fixture.rows("SELECT whole, decimal, words, later FROM raw_mixed")
                == [["NULL", "NULL", "first", "9"]])
    }

    @Test func severalDatasetsAndFilesShareAGroup() throws {
        let fixture = try StoreFixture(Self.mixed)
        try fixture.store.register(StoreFixture.university)
        try fixture.store.beginGroup(now: 1)
        for number in 0..<20 {
            let maker = ChunkMaker(Self.mixed)
            for row in 0..<30 {
                maker.row(
                    line: 2 + row, ms: Int64(row), location: "a",
                    [.integer(Int64(number)), .real(1), .text("n\(number)")])
            }
            let file = fixture.file("m\(number).csv", [maker.chunk], dataset: "mixed")
            _ = try fixture.store.addFile(file, chunks: [maker.chunk])
            let chunk = StoreFixture.chunk(rows: 40, ms: Int64(number) * 1000)
            _ = try fixture.store.addFile(fixture.file("u\(number).csv", [chunk]), chunks: [chunk])
        }
        try fixture.store.commitGroup()
        #expect(
            try fixture.rows("SELECT count(*), sum(whole), count(DISTINCT words) FROM raw_mixed")
                == [["600", "5700", "20"]])
        #expect(try fixture.rows("SELECT count(*) FROM raw_sensor_data") == [["800"]])
        #expect(try isWhole(fixture))
    }

    @Test func recordsAreCopiedAsBytes() throws {
        let fixture = try StoreFixture()
        try fixture.add("first.csv", [StoreFixture.chunk(rows: 3)])
        for table in ["rows_university", "partials_university"] {
            let program = try StoreFixture.rows(
                "EXPLAIN INSERT OR ROLLBACK INTO main.\(table) SELECT * FROM chunk.\(table)",
                fixture.store.connection)
            let operations = Set(program.map { $0[1] })
            #expect(operations.contains("RowData"))
            #expect(!operations.contains("MakeRecord"), "the transfer optimisation does not apply")
        }
    }

    @Test func linesOutOfOrderAreRefused() throws {
        let fixture = try StoreFixture()
        let chunk = StoreFixture.chunk(rows: 3)
        chunk.lines = [2, 4, 3]
        #expect(throws: StoreError.self) { try fixture.add("wrong.csv", [chunk]) }
        #expect(!fixture.store.isInGroup)
        try fixture.add("right.csv", [StoreFixture.chunk(rows: 3)])
        #expect(try fixture.rows("SELECT count(*) FROM raw_sensor_data") == [["3"]])
    }
}
