import SluiceCore
import Testing

@Suite struct EncodingRuleTests {
    private func judge(_ column: Int, _ cell: [UInt8], header: String = Sample.header) -> JudgedFile
    {
        var bytes = Array((header + "\n").utf8)
        for (index, good) in Sample.good.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += index + 1 == column ? cell : Array(good.utf8)
        }
        return JudgedFile(bytes)
    }

    @Test(arguments: [
        [0x31, 0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xC3], [0xF4, 0x90, 0x80, 0x80],
        [0x80],
    ])
    func holdsWhatIsNotText(_ cell: [UInt8]) {
        for column in [1, 2, 3, 8] {
            let file = judge(column, cell)
            #expect(file.codes == [2: ["ENCODING"]])
            #expect(file.held.first?.findings.first?.columnIndex == column)
        }
    }

    @Test func looksAtColumnsThatNoFieldIsReadFrom() {
        let header = Sample.header.replacing("humidity_percent", with: "note")
        let file = judge(4, [0xFF], header: header)
        #expect(file.codes == [2: ["ENCODING"]])
        #expect(file.held.first?.findings.first?.columnName == nil)
        #expect(judge(4, Array("é".utf8), header: header).rows.count == 1)
    }

    @Test func keepsComposedAndDecomposedLettersApart() {
        let text = [Sample.header, Sample.record(2, "\u{E9}"), Sample.record(2, "e\u{301}")]
        let file = JudgedFile(text.joined(separator: "\n"))
        #expect(file.rows.map(\.location) == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
    }
}
