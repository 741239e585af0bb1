internal import SluiceConsole
internal import SluiceTerminal
internal import Testing

@Suite("What a terminal sends becomes keys")
struct KeyDecoderTests {
    private func decoded(_ text: String) -> [TerminalInput] {
        var decoder = KeyDecoder()
        for byte in text.utf8 { decoder.feed(byte: byte) }
        return decoder.flush()
    }

    private static let keys: [(sent: String, key: String)] = [
        ("a", "a"), ("ä", "ä"), (" ", "Space"), ("\r", "Enter"), ("\t", "Tab"),
        ("\u{7F}", "Backspace"), ("\u{01}", "^A"), ("\u{1A}", "^Z"), ("\u{1B}", "Esc"),
        ("\u{1B}x", "A-x"), ("\u{1B}\r", "A-Enter"), ("\u{1B}[Z", "S-Tab"), ("\u{1B}[A", "Up"),
        ("\u{1B}[1;2B", "S-Down"), ("\u{1B}[1;5C", "C-Right"), ("\u{1B}[1;3D", "A-Left"),
        ("\u{1B}[5~", "PgUp"), ("\u{1B}[3;5~", "C-Del"), ("\u{1B}OP", "F1"), ("\u{1B}[15~", "F5"),
        ("\u{1B}[24~", "F12"), ("\u{1B}[27;3;13~", "A-Enter"), ("\u{1B}[13;3u", "A-Enter"),
        ("\u{1B}[", "A-["), ("\u{1B}O", "A-O"), ("\u{1B}[H", "Home"),
    ]

    @Test("a key in its spelling", arguments: keys)
    func key(_ sent: String, _ name: String) throws {
        #expect(decoded(sent) == [.key(try #require(KeyStroke(name)))])
    }

    @Test(
        "what is no key of a console is dropped", arguments: ["\u{1B}[I", "\u{1B}[?1;2c", "\u{85}"])
    func dropped(_ sent: String) {
        #expect(decoded(sent + "q") == [.key(KeyStroke("q"))])
    }

    @Test("keys that come together stay apart")
    func together() {
        #expect(decoded("jj\u{1B}\u{1B}[Bk").count == 5)
    }

    @Test("the mouse is pressed and its wheel turned, with places counted from 0")
    func mouse() {
        #expect(
            decoded("\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<65;300;2M") == [
                .mouse(MouseEvent(.press, column: 4, row: 2)),
                .mouse(MouseEvent(.wheelDown, column: 299, row: 1)),
            ])
    }

    @Test("a paste is one event over any number of reads, and no key in it is obeyed")
    func paste() {
        var decoder = KeyDecoder()
        decoder.feed(.code(KeyDecoder.pasteBegins))
        for byte in "q\u{1B}".utf8 { decoder.feed(byte: byte) }
        #expect(decoder.flush().isEmpty)
        decoder.feed(byte: 0x64)
        decoder.feed(.code(KeyDecoder.pasteEnds))
        decoder.feed(byte: 0x6A)
        #expect(decoder.flush() == [.paste(Array("q\u{1B}d".utf8)), .key(KeyStroke("j"))])
    }

    @Test("a paste keeps bytes that are no characters, for who takes it to refuse")
    func pasteOfBytes() {
        var decoder = KeyDecoder()
        let bytes: [UInt8] = [0x32, 0xB0, 0x35, 0xC3]
        decoder.feed(.code(KeyDecoder.pasteBegins))
        for byte in bytes { decoder.feed(byte: byte) }
        decoder.feed(.code(KeyDecoder.pasteEnds))
        #expect(decoder.flush() == [.paste(bytes)])
    }

    @Test("of a paste that is too long for any field the rest is dropped")
    func longPaste() {
        var decoder = KeyDecoder()
        decoder.feed(.code(KeyDecoder.pasteBegins))
        for _ in 0..<KeyDecoder.pasteBytes + 10 { decoder.feed(byte: 0x61) }
        decoder.feed(.code(KeyDecoder.pasteEnds))
        #expect(
            decoder.flush() == [.paste([UInt8](repeating: 0x61, count: KeyDecoder.pasteBytes))])
    }

    @Test(
        "bytes that are no characters are dropped, and what follows is not",
        arguments: [
            [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x80, 0xBF],
        ])
    func brokenCharacters(_ bytes: [UInt8]) {
        var decoder = KeyDecoder()
        for byte in bytes + Array("jä".utf8) { decoder.feed(byte: byte) }
        #expect(decoder.flush() == [.key(KeyStroke("j")), .key(KeyStroke("ä"))])
    }

    @Test("no sequence of bytes makes it fail")
    func anything() {
        var state: UInt64 = 88_172_645_463_325_252
        let symbols: [UInt32] = [27, 91, 79, 60, 59, 48, 57, 126, 77, 109, 117, 0x11_0000, 0xD800]
        for _ in 0..<20_000 {
            var decoder = KeyDecoder()
            for _ in 0..<12 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                decoder.feed(.character(symbols[Int(state % 13)]))
            }
            _ = decoder.flush()
        }
    }
}
