import SluiceCore
import Testing

@Suite struct RecordJudgeTests {
    private let judge = RecordJudge(
        dataset: .university, header: Array(Sample.header.utf8), fileName: [])

    private func codes(_ text: String) -> [String]? {
        guard case .held(let findings) = judge.judge(Array(text.utf8)) else { return nil }
        return findings.map(\.code.rawValue)
    }

    @Test func acceptsAGoodRecordAsOneRow() throws {
        guard case .accepted(let chunk) = judge.judge(Array(Sample.record(2, "\"a\nb\"").utf8))
        else {
            Issue.record("the record was held")
            return
        }
        #expect(chunk.count == 1 && chunk.held.isEmpty)
        #expect(chunk.partials.keys.count == 1)
        #expect(chunk.locationNames == [Array("a\nb".utf8)])
    }

    @Test func holdsABadRecordWithAllItsFindings() {
        #expect(
            codes("x,,abc,62,67,54,323,45,23,25,2.3,") == [
                "DATE", "NULL", "NUMBER", "RANGE", "NULL",
            ])
        #expect(codes("1,2") == ["FIELDS"])
        #expect(codes(Sample.record(2, "\"a\nb")) == ["QUOTE"])
    }

    @Test func wantsExactlyOneRecord() {
        let good = Sample.good.joined(separator: ",")
        #expect(codes(good + "\n" + good) == ["FIELDS"])
        #expect(codes("") == ["FIELDS"])
        #expect(codes(good + "\n") == nil)
    }

    @Test func saysWhenTheHeaderDoesNotBind() {
        let other = RecordJudge(dataset: .university, header: Array("a,b".utf8), fileName: [])
        #expect(other.problems.count == 10)
        guard case .held(let findings) = other.judge([0x31]) else {
            Issue.record("a record was accepted without a header")
            return
        }
        #expect(findings == other.problems)
    }
}
