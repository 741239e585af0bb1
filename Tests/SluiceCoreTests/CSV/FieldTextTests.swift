import SluiceCore
import Testing

@Suite struct FieldTextTests {
    @Test(arguments: [
        ("", ""), (" \t ", ""), ("a", "a"), (" a b\t", "a b"), ("\u{A0}a", "\u{A0}a"),
        ("a\r", "a\r"),
    ])
    func onlySpacesAndTabsAreTrimmed(text: String, trimmed: String) {
        let bytes = Array(text.utf8)
        let range = FieldText.trimmed(0..<bytes.count, in: bytes.span)
        #expect(String(decoding: bytes[range], as: UTF8.self) == trimmed)
    }

    @Test func everyScalarIsWellFormed() {
        for value in 1...UInt32(0x10_FFFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            if FieldText.firstEncodingFault(0..<bytes.count, in: bytes.span) != nil {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test(
        arguments: [
            ([0x61, 0], 1), ([0x80], 0), ([0x61, 0xC3], 1), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0),
            ([0xE0, 0x9F, 0xBF], 0), ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0),
            ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xFF], 0),
            ([0xC3, 0xA9, 0xE2, 0x82], 2), ([0xE2, 0x82, 0x41], 0), ([0xF0, 0x9F, 0x98, 0x41], 0),
        ] as [([UInt8], Int)])
    func illFormedTextIsFoundWhereItBegins(bytes: [UInt8], index: Int) {
        let fault = FieldText.firstEncodingFault(0..<bytes.count, in: bytes.span)
        #expect(fault == index)
    }
}
