@testable internal import SluiceStore
internal import Testing

@Suite("What values are sorted by")
struct ValueKeyTests {
    private func key(_ text: String) -> ValueKey {
        // Something stands before and behind it, as in an index.
        let bytes = Array("7\(text)7".utf8)
        return ValueKey(bytes.span, 1..<bytes.count - 1)
    }

    @Test("numbers come first, by what they are worth, then texts by their bytes and their length")
    func order() {
        let texts = [
            "-1e308", "-2.5", "-1", "0", "1e-300", " 3 ", "20", "1e308",
            "", "\0", "-", "1,5", "N/A", "N/A\0", "n/a", "status", "status?", "ÿ",
        ]
        let bits = texts.map { key($0).bits }
        #expect(bits == bits.sorted())
        #expect(Set(bits).count == bits.count)
    }

    @Test("a key gives its number back, and texts have none")
    func numbers() {
        #expect(key("-2.5").number == -2.5 && key("1e3").number == 1000)
        #expect(key("-0.0").bits == key("0").bits)
        #expect(key("").number == nil && key("inf").number == nil && key("1e999").number == nil)
    }

    @Test("only texts that are longer than what a key holds may differ behind it")
    func cut() {
        #expect(key("sensor offline").bits == key("sensor broken").bits)
        #expect(ValueKey.isCut(key("sensor offline").bits))
        #expect(ValueKey.isCut(key("\0\0\0\0\0\0\0").bits))
        for text in ["status", "", "1.25", "-1e308"] { #expect(!ValueKey.isCut(key(text).bits)) }
    }
}
