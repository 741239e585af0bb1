import SluiceCore
import Testing

@Suite struct RecordRulesTests {
    private let good = Sample.good.joined(separator: ",")

    private func codes(_ records: String...) -> [Int: [String]] {
        JudgedFile(([Sample.header] + records).joined(separator: "\n")).codes
    }

    @Test func holdsRecordsOfAnotherWidthAndNeverPadsThem() {
        #expect(
            codes(good + ",42", "1,2", good, "x", "  ") == [
                2: ["FIELDS"], 3: ["FIELDS"], 5: ["FIELDS"], 6: ["FIELDS"],
            ])
    }

    @Test func saysHowManyFieldsThereAre() {
        let file = JudgedFile(Sample.header + "\n" + good + ",42")
        #expect(
            file.held.first?.findings.first?.message
                == "the record has 13 fields; the header has 12 columns")
    }

    @Test func holdsMalformedQuoting() {
        #expect(codes(Sample.record(2, "5\" pipe"), good) == [2: ["QUOTE"]])
        #expect(codes(Sample.record(2, "\"a\"b"), good) == [2: ["QUOTE"]])
        #expect(codes(Sample.record(2, "\"open"), good) == [2: ["QUOTE"]])
    }

    @Test func readsOnBehindAQuoteThatIsNeverClosed() {
        let file = JudgedFile(
            [Sample.header, good, Sample.record(2, "\"open"), good, good].joined(separator: "\n"))
        #expect(file.rows.map(\.line) == [2, 4, 5])
        #expect(file.held.map(\.raw) == [Array(Sample.record(2, "\"open").utf8)])
    }

    @Test func holdsLongFieldsAndRecords() {
        let field = String(repeating: "a", count: 64 << 10)
        #expect(codes(Sample.record(2, field), Sample.record(2, field + "a")) == [3: ["LENGTH"]])
        let record = Sample.record(2, String(repeating: "a", count: 1 << 20))
        let file = JudgedFile([Sample.header, record, good].joined(separator: "\n"))
        #expect(file.codes == [2: ["LENGTH"]])
        #expect(file.held.first?.raw.count == HeldRecord.rawLimit)
        #expect(file.held.first?.rawSize == record.utf8.count)
        #expect(file.rows.count == 1)
    }

    @Test func acceptsQuotedLineBreaksAndDoubledQuotes() {
        let file = JudgedFile(
            [Sample.header, Sample.record(2, "\"Lab \"\"7\"\",\r\nroom\""), good]
                .joined(separator: "\n"))
        #expect(file.rows.map(\.location) == [Array("Lab \"7\",\r\nroom".utf8), Array("104".utf8)])
        #expect(file.rows.map(\.line) == [2, 4])
    }
}
