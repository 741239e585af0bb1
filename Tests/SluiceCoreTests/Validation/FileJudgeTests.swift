import SluiceCore
import SluiceTestKit
import Testing

@Suite struct FileJudgeTests {
    private static let mixed: [UInt8] = {
        let lines = [
            "\u{FEFF}" + Sample.header, Sample.good.joined(separator: ","), "",
            Sample.record(2, "\"Lab \"\"7\"\",\r\nroom\""), Sample.record(3, "99"), "  ",
            Sample.record(2, "é"), Sample.record(2, "\"open"), Sample.record(4, ""), "1,2",
            Sample.record(1, "2024-05-01T23:59:59.5-01:00"),
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }()

    @Test(arguments: Array(1...64) + [100, 1000])
    func judgesAlikeHoweverTheBytesAreSplit(_ blockSize: Int) {
        let whole = JudgedFile(Self.mixed)
        let split = JudgedFile(Self.mixed, blockSize: blockSize)
        #expect(split.rows == whole.rows)
        #expect(split.held == whole.held)
        #expect(split.partials == whole.partials)
        #expect(whole.rows.count == 5)
        #expect(whole.codes == [6: ["RANGE"], 7: ["FIELDS"], 9: ["QUOTE"], 11: ["FIELDS"]])
    }

    @Test(arguments: ["x", "\"x"])
    func refusesAHeaderThatIsTooLongBeforeItsEnd(start: String) {
        var limits = JudgeLimits()
        limits.record.recordBytes = 1_000
        var judge = FileJudge(
            catalog: DatasetCatalog(), fileName: Array("a.csv".utf8), limits: limits)
        let chunk = RecordChunk(schema: RowSchema(dataset: "", columns: []))
        let bytes = Array(start.utf8) + Array(repeating: UInt8(ascii: "x"), count: 1_100)
        let start = Array(bytes.prefix(900))
        #expect(judge.read(start.span, isFinal: false, into: chunk).consumed == 0)
        let step = judge.read(bytes.span, isFinal: false, into: chunk)
        guard case .rejected(let findings) = step.progress else {
            Issue.record("it waits for more")
            return
        }
        #expect(findings.map(\.code) == [.limit])
    }

    @Test func keepsRawBytesAndOffsetsOfHeldRecords() {
        for record in JudgedFile(Self.mixed).held {
            let part = Self.mixed[record.byteOffset..<(record.byteOffset + record.rawSize)]
            #expect(Array(part) == record.raw)
        }
    }

    @Test func fillsChunksWithStoredAndHeldRecords() {
        let line = Sample.good.joined(separator: ",")
        let bad = Sample.record(3, "99")
        let count = RecordChunk.capacity
        let text = ([Sample.header] + Array(repeating: line, count: count - 1) + [bad, line, bad])
            .joined(separator: "\n")
        let file = JudgedFile(text)
        #expect(file.chunkSizes == [count, 2])
        #expect(file.judge.counts.records == count + 2)
        #expect(file.judge.counts.stored == count)
        #expect(file.judge.counts.firstHeldLine == count + 1)
        #expect(file.partials.values.first?.first?.count == count)
    }

    @Test func callsAChunkFullWhenItHasManyBytes() {
        var limits = JudgeLimits()
        limits.bytesPerChunk = 500
        let bad = Sample.record(3, "99")
        let text = ([Sample.header] + Array(repeating: bad, count: 9)).joined(separator: "\n")
        let file = JudgedFile(Array(text.utf8), limits: limits)
        #expect(file.chunkSizes == [6, 3])
        #expect(file.held.count == 9)
    }

    @Test func rejectsAFileWithTooManyBadRecords() {
        var limits = JudgeLimits()
        limits.heldRecords = 3
        let bad = Sample.record(3, "99")
        let lines = [Sample.header] + Array(repeating: bad, count: 3)
        #expect(
            JudgedFile(Array(lines.joined(separator: "\n").utf8), limits: limits).rejection == nil)
        let more = JudgedFile(
            Array((lines + [bad]).joined(separator: "\n").utf8), limits: limits)
        #expect(more.rejection?.map(\.code) == [.limit])
        #expect(
            more.rejection?.first?.message == "more than 3 records are invalid, first on line 2")
    }

    @Test func saysWhatRejectsAFileInStrictMode() {
        let file = JudgedFile(Self.mixed)
        #expect(
            file.judge.counts.strictFinding?.message == "4 of 9 records invalid, first on line 6")
        #expect(JudgedFile(Sample.header).judge.counts.strictFinding == nil)
    }

    @Test func aggregatesPresentValuesByLocationAndHour() throws {
        let file = JudgedFile(
            [
                Sample.header, Sample.record(1, "2024-05-01 08:59:59.999"),
                Sample.record(1, "2024-05-01 09:00:00"), Sample.record(3, "26.3"),
                Sample.record(1, "1969-12-31 23:59:59"),
            ].joined(separator: "\n"))
        let hour = 1_714_550_400 / 3600
        #expect(Set(file.partials.keys) == ["104@\(hour)", "104@\(hour + 1)", "104@-1"])
        let temperature = try #require(file.partials["104@\(hour)"]?.first)
        #expect(temperature.count == 2)
        #expect(abs(temperature.mean - 25.3) < 1e-12)
        #expect(temperature.maximum == 26.3)
    }
}
