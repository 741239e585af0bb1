internal import SluiceConfig
internal import Testing

@Suite struct TomlDocumentTests {
    private func parse(_ text: String) throws -> TomlDocument {
        try TomlDocument(parsing: Array(text.utf8), file: "a.toml")
    }

    @Test func keysStandInTheOrderOfTheText() throws {
        let document = try parse("zulu = 1\nalpha = 2\n[mike]\nx = 3\n[bravo]\n")
        #expect(document.root.entries.map(\.key) == ["zulu", "alpha", "mike", "bravo"])
    }

    @Test func keysAndValuesKnowTheirPlaces() throws {
        let document = try parse("a = 1\n[table]\n  name = 'é'  # comment\n")
        let table = try #require(document.root["table"])
        #expect(table.keyRange.begin == TomlPosition(line: 2, column: 2))
        guard case .table(let inner) = table.value.content else {
            Issue.record("not a table")
            return
        }
        let name = try #require(inner["name"])
        #expect(name.keyRange.begin == TomlPosition(line: 3, column: 3))
        #expect(name.value.content == .string("é"))
        #expect(name.value.range.begin == TomlPosition(line: 3, column: 10))
        #expect(name.value.range.end == TomlPosition(line: 3, column: 13))
    }

    @Test func everyKindOfValueIsKept() throws {
        let document = try parse(
            "s = \"t\"\ni = -4\nn = 2.5\nb = true\nd = 1979-05-27\nl = [1, \"x\"]\nt = {k.l = 1}\n")
        #expect(document.root["s"]?.value.content == .string("t"))
        #expect(document.root["i"]?.value.content == .integer(-4))
        #expect(document.root["n"]?.value.content == .number(2.5))
        #expect(document.root["b"]?.value.content == .boolean(true))
        #expect(document.root["d"]?.value.content == .time)
        guard case .array(let list)? = document.root["l"]?.value.content else {
            Issue.record("not a list")
            return
        }
        #expect(list.map(\.content) == [.integer(1), .string("x")])
        guard case .table(let table)? = document.root["t"]?.value.content else {
            Issue.record("not a table")
            return
        }
        #expect(table.entries.map(\.key) == ["k"])
    }

    @Test(arguments: [
        ("a = 1\n[x\n", 2, 3), ("a = 1\na = 2\n", 2, 5), ("a = bogus\n", 1, 5), ("= 1", 1, 1),
        ("[~", 1, 2), ("a = 1\n[[", 2, 3), ("a.~ = 1", 1, 3), ("a = {~", 1, 6),
    ])
    func whatIsNotTomlIsRefusedWithItsPlace(text: String, line: Int, column: Int) throws {
        let error = try #require(throws: ConfigurationError.self) { try parse(text) }
        #expect(error.problems.first?.place.position == TomlPosition(line: line, column: column))
        #expect(error.description.hasPrefix("a.toml:\(line):\(column): not TOML"))
    }

    @Test func hostileTextIsRefusedWithoutACrash() throws {
        let deepKey = String(repeating: "a.", count: 200_000) + "a = 1"
        let deepList = "a = " + String(repeating: "[", count: 100_000)
        let texts = [
            Array(deepKey.utf8), Array(deepList.utf8), [0xFF, 0xFE, 0x00], Array("a\0 = 1".utf8),
            Array(repeating: UInt8(ascii: "#"), count: TomlDocument.maximumBytes + 1),
        ]
        for text in texts {
            #expect(throws: ConfigurationError.self) {
                try TomlDocument(parsing: text, file: "a.toml")
            }
        }
    }

    @Test func anEmptyTextIsAnEmptyTable() throws {
        #expect(try parse("").root.entries.isEmpty)
        #expect(try TomlDocument(parsing: [0xEF, 0xBB, 0xBF], file: "a").root.entries.isEmpty)
    }

    @Test(arguments: [
        "a = 1\nb = \"é\" # c\n", "\u{FEFF}b = \"é\"\n", "# ü\r\nx = 1\r\n  b = \"é\"",
        "x = \"é🙂\"\n[[t]]\nb.c = 1\n[u]\nq = { \"é2\" = 1 }\nb = \"é\"\n",
    ])
    func byteRangesCoverTheValue(text: String) throws {
        let document = try parse(text)
        let found = entries(of: document.root).first { $0.value.content == .string("é") }
        let entry = try #require(found)
        let bytes = try #require(document.byteRange(of: entry.value.range))
        #expect(String(decoding: document.source[bytes], as: UTF8.self) == "\"é\"")
        let key = try #require(document.byteRange(of: entry.keyRange))
        #expect(String(decoding: document.source[key], as: UTF8.self) == "b")
    }

    private func entries(of table: TomlTable) -> [TomlTable.Entry] {
        table.entries.flatMap { entry -> [TomlTable.Entry] in
            if case .table(let inner) = entry.value.content { return entries(of: inner) }
            return [entry]
        }
    }
}
