import SluiceConsole
import SluiceCore
import Testing

@Suite struct InputLineTests {
    private func line(_ text: String, _ keys: String) -> InputLine {
        var line = InputLine(text)
        for key in keys.split(separator: " ") {
            if let stroke = KeyStroke(String(key)) { _ = line.press(stroke) }
        }
        return line
    }

    @Test func whatIsTypedBehindALongTextIsSeen() {
        var line = InputLine(bytes: Array(repeating: 0x79, count: 5_000), limit: 6_000)
        for scalar in "ABC".unicodeScalars { _ = line.press(KeyStroke(scalar)) }
        var canvas = Canvas(
            size: CanvasSize(columns: 20, rows: 1),
            medium: Medium(characterWidth: { _ in 1 }, glyphs: .unicode))
        canvas.input(line, column: 0, row: 0, width: 20, in: canvas.bounds)
        #expect(canvas.text.contains("yyyABC"))
    }

    @Test(arguments: [
        ("abc", "x", "abc", "x"), ("", "", "", ""),
    ])
    func charactersAreInserted(text: String, keys: String, before: String, typed: String) {
        #expect(line(text, keys).text == before + typed)
    }

    @Test(arguments: [
        ("one two", "^W", "one "), ("one two  ", "^W", "one "), ("one", "^U", ""),
        ("abc", "Left Left ^K", "a"), ("abc", "Home Del", "bc"), ("abc", "^A x ^E y", "xabcy"),
        ("abc", "Left Backspace", "ac"), ("", "Backspace Del ^W ^K ^U Left Right", ""),
        ("ae\u{301}", "Backspace", "a"), ("🇩🇪x", "Home Right a", "🇩🇪ax"),
    ])
    func keysEdit(text: String, keys: String, result: String) {
        #expect(line(text, keys).text == result)
    }

    @Test func keysItDoesNotKnowAreLeftToOthers() {
        var line = InputLine("abc")
        for key in ["Tab", "Enter", "Esc", "Up", "F2", "^L", "A-x"] {
            #expect(KeyStroke(key).map { line.press($0) } == false, "\(key)")
        }
        #expect(line.text == "abc")
    }

    @Test(arguments: [
        ("plain text", "plain text"), ("line\n", "line"), ("line\r\n", "line"), ("日本", "日本"),
    ])
    func pastedTextIsTaken(pasted: String, text: String) {
        var line = InputLine()
        #expect(line.paste(Array(pasted.utf8)) == nil)
        #expect(line.text == text)
    }

    @Test(
        arguments: [
            Array("a\u{1B}[2Jb".utf8), Array("two\nlines".utf8), Array("tab\there".utf8), [0x7F],
            Array("c1 \u{9B}".utf8), [0x61, 0xFF], [0x00], Array("x\n\n".utf8),
            Array(repeating: 0x61, count: InputLine.usualLimit + 1),
        ] as [[UInt8]])
    func anythingElseThatIsPastedIsRefusedWhole(bytes: [UInt8]) {
        var line = InputLine("kept")
        #expect(line.paste(bytes) != nil)
        #expect(line.text == "kept")
    }

    @Test(
        arguments: [
            [], [0xFF], [0x61, 0xC3, 0x28], [0xE2, 0x82], [0xF0, 0x9F, 0x98, 0x80, 0x80],
            [0xED, 0xA0, 0x80], [0xC0, 0xAF], Array("\u{10FEFF}x\u{FFFD}e\u{301}".utf8),
            [0x00, 0x1B],
        ] as [[UInt8]])
    func bytesComeBackAsTheyWere(bytes: [UInt8]) {
        var line = InputLine(bytes: bytes)
        #expect(line.bytes == bytes)
        _ = line.press(KeyStroke(.home))
        _ = line.press(KeyStroke("x"))
        #expect(line.bytes == [0x78] + bytes)
    }

    @Test func aLongLineIsShownAroundItsCursor() {
        var canvas = Canvas(size: CanvasSize(columns: 10, rows: 1), medium: .unicode)
        var line = InputLine("0123456789abcdef")
        canvas.input(line, column: 2, row: 0, width: 6, in: canvas.bounds)
        #expect(canvas.text == "  …cdef")
        #expect(canvas.cursor?.column == 7)
        _ = line.press(KeyStroke(.home))
        canvas.input(line, column: 2, row: 0, width: 6, in: canvas.bounds)
        #expect(canvas.text == "  01234…")
        #expect(canvas.cursor?.column == 2)
    }
}
