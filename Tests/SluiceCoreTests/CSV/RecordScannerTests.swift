import SluiceCore
import SluiceTestKit
import Testing

@Suite struct RecordScannerTests {
    private static let alphabet = Array("a,\"\n\r ".utf8)

    private func texts(ofLength length: Int) -> some Sequence<[UInt8]> {
        let base = Self.alphabet.count
        let total = (0..<length).reduce(1) { product, _ in product * base }
        return (0..<total).lazy.map { number in
            var rest = number
            return (0..<length).map { _ in
                defer { rest /= base }
                return Self.alphabet[rest % base]
            }
        }
    }

    private func check(
        _ bytes: [UInt8], cuts: [Int], dialect: Dialect = Dialect(),
        limits: RecordLimits = RecordLimits(columns: 8),
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let expected = ReferenceRecordReader(bytes, dialect: dialect, limits: limits).records()
        let (records, mostKept) = ScannedRecords.read(
            bytes, cuts: cuts, dialect: dialect, limits: limits)
        if records != expected || mostKept > limits.recordBytes + 2 {
            Issue.record(
                """
                \(String(decoding: bytes, as: UTF8.self).debugDescription) cut at \(cuts), \(limits)
                found \(records), kept \(mostKept)
                expected \(expected)
                """, sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: 0...5)
    func everyShortTextCutAnywhereReadsLikeTheReference(length: Int) {
        for text in texts(ofLength: length) {
            check(text, cuts: [])
            check(text, cuts: Array(0...length))
            for cut in 0..<length { check(text, cuts: [cut]) }
        }
    }

    @Test func everyTextOfSevenBytesReadsLikeTheReference() {
        for text in texts(ofLength: 7) { check(text, cuts: []) }
    }

    @Test(arguments: 1...4)
    func shortLimitsHoldWhereverTheBlocksEnd(limit: Int) {
        let limits = RecordLimits(recordBytes: limit, fieldBytes: 2, columns: 2)
        for length in 0...5 {
            for text in texts(ofLength: length) {
                check(text, cuts: [], limits: limits)
                check(text, cuts: Array(0...length), limits: limits)
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func longRandomTextsReadLikeTheReference(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let weights = Array("aaaaaaaa,,,\n\n\r \"".utf8) + [0xC3, 0]
            let quotes = Array(
                repeating: UInt8(ascii: "\""), count: Int.random(in: 0...3, using: &random))
            let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                (weights + quotes).randomElement(using: &random) ?? 0
            }
            let cuts = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Int.random(in: 0...bytes.count, using: &random)
            }
            let limits = RecordLimits(
                recordBytes: [8, 40, 1 << 20].randomElement(using: &random) ?? 40,
                fieldBytes: [6, 65_536].randomElement(using: &random) ?? 6,
                columns: [1, 3, 20].randomElement(using: &random) ?? 3)
            check(bytes, cuts: cuts.sorted(), limits: limits)
        }
    }

    @Test func withoutQuotesARecordIsALine() {
        let dialect = Dialect(delimiter: UInt8(ascii: ";"), quote: nil)
        let text = Array("\"a\";b\"\n\"c;\r\nd".utf8)
        check(text, cuts: [3, 7], dialect: dialect)
        let records = ScannedRecords.read(
            text, cuts: [], dialect: dialect, limits: RecordLimits()
        ).records
        #expect(records.map(\.fieldCount) == [2, 2, 1])
        #expect(records.allSatisfy { $0.fault == nil })
    }

    @Test func anUnclosedQuoteCostsOneLineOnly() {
        let bytes = Array("1,\"x\n2,y\n3,z\n".utf8)
        let records = ScannedRecords.read(
            bytes, cuts: [], dialect: Dialect(), limits: RecordLimits()
        ).records
        #expect(records.map(\.line) == [1, 2, 3])
        #expect(records.map(\.fault) == [.unclosedQuote(field: 1), nil, nil])
        #expect(records.first?.raw == Array("1,\"x".utf8))
    }

    @Test(arguments: [false, true])
    func anEndlessLineIsPassedOverInBoundedMemory(isQuoted: Bool) {
        var scanner = RecordScanner()
        var layout = RecordLayout()
        var buffer = Array((isQuoted ? "\"" : "a").utf8)
        let block = [UInt8](repeating: UInt8(ascii: "a"), count: 256 << 10)
        var offset = 0
        var result = ScanResult.end
        for _ in 0..<64 {
            buffer.removeFirst(offset)
            offset = 0
            buffer += block
            #expect(buffer.count <= 1 << 20 + 2 + block.count)
            result = scanner.next(in: buffer.span, at: &offset, isFinal: false, into: &layout)
            #expect(result == .needsInput)
        }
        buffer.removeFirst(offset)
        offset = 0
        buffer += Array("\r\nnext".utf8)
        result = scanner.next(in: buffer.span, at: &offset, isFinal: true, into: &layout)
        #expect(result == .record)
        #expect(layout.fault == (isQuoted ? .unclosedQuote(field: 0) : .recordTooLong))
        #expect(layout.rawSize == 64 * block.count + 1)
        var raw = layout.raw(in: buffer.span)
        #expect(raw.count == 65_536)
        #expect(layout.fieldCount == 0)
        result = scanner.next(in: buffer.span, at: &offset, isFinal: true, into: &layout)
        #expect(result == .record)
        #expect(layout.line == 2)
        raw = layout.raw(in: buffer.span)
        #expect(raw == Array("next".utf8))
        #expect(layout.byteOffset == 64 * block.count + 3)
        result = scanner.next(in: buffer.span, at: &offset, isFinal: true, into: &layout)
        #expect(result == .end)
    }

    @Test func fieldsPastTheColumnLimitAreCountedButNotKept() {
        let bytes = Array(repeating: UInt8(ascii: ","), count: 5_000)
        let records = ScannedRecords.read(
            bytes, cuts: [1_000, 3_001], dialect: Dialect(), limits: RecordLimits()
        ).records
        #expect(records.map(\.fieldCount) == [5_001])
        #expect(records.map(\.fields.count) == [1_024])
    }

    @Test func theASCIIFlagNeverHidesAByteToCheck() {
        for text in ["é,b\n", "a,\"é\"\n", "a\0\n", "\"a\0\"\n", "abcdefgh,é", "\"aaaaaaaaaé\nb\""]
        {
            let bytes = Array(text.utf8)
            var scanner = RecordScanner()
            var layout = RecordLayout()
            var offset = 0
            _ = scanner.next(in: bytes.span, at: &offset, isFinal: true, into: &layout)
            #expect(!layout.isPlainASCII, "\(text.debugDescription)")
        }
    }
}
