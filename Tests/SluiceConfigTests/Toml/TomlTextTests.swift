internal import SluiceConfig
internal import Testing

@Suite struct TomlTextTests {
    @Test(arguments: [
        "", "plain", "quote \" and \\", "line\nbreak\r\ttab", "\u{1B}[31m", "\u{7F}\u{0}\u{202E}",
        "é 🙂 \u{E0001}",
    ])
    func aQuotedTextReadsBackTheSame(text: String) throws {
        let written = TomlText.quoted(text)
        #expect(!written.contains("\n") && !written.contains("\u{1B}"))
        let document = try TomlDocument(parsing: Array("a = \(written)".utf8), file: "a")
        #expect(document.root["a"]?.value.content == .string(text))
    }

    @Test(arguments: ["a", "A-1_b", "", "a.b", "µ", "a b"])
    func aKeyReadsBackTheSame(key: String) throws {
        let document = try TomlDocument(
            parsing: Array("\(TomlText.key(key)) = 1".utf8), file: "a")
        #expect(document.root.entries.map(\.key) == [key])
    }

    @Test(arguments: [
        0, -0.5, 1e300, Double.leastNonzeroMagnitude, 0.1 + 0.2, 1e15, -273.15,
        9_007_199_254_740_992,
    ])
    func aNumberReadsBackTheSame(number: Double) throws {
        let document = try TomlDocument(
            parsing: Array("a = \(TomlText.number(number))".utf8), file: "a")
        switch document.root["a"]?.value.content {
        case .integer(let whole): #expect(Double(whole) == number)
        case .number(let read): #expect(read == number)
        default: Issue.record("no number")
        }
    }
}
