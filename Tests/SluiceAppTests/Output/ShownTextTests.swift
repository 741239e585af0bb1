internal import SluiceApp
internal import Testing

@Suite("Shown text")
struct ShownTextTests {
    @Test(
        "hidden characters are shown, the rest stays",
        arguments: [
            ("plain ~", "plain ~"), ("é漢😀", "é漢😀"), ("a\u{1B}[2Jb", "a␛[2Jb"), ("a\tb\nc", "a b␊c"),
            ("\u{7F}", "␡"), ("\u{9B}31m", "<009B>31m"), ("\u{202E}x", "<202E>x"),
            ("\u{200B}", "<200B>"), ("\u{2028}", "<2028>"), ("\u{E0041}", "<E0041>"),
        ])
    func line(text: String, shown: String) {
        #expect(ShownText.line(text) == shown)
        #expect(ShownText.line(bytes: Array(text.utf8)) == shown)
    }

    @Test(
        "bytes that are not UTF-8 are shown one by one",
        arguments: [
            ([0x61, 0xFF, 0x62], "a<FF>b"), ([0xC3], "<C3>"), ([0xE2, 0x82, 0x41], "<E2><82>A"),
            ([0xC3, 0xA9], "é"), ([0xED, 0xA0, 0x80], "<ED><A0><80>"), ([], ""),
        ])
    func bytes(bytes: [UInt8], shown: String) {
        #expect(ShownText.line(bytes: bytes) == shown)
    }

    @Test("long text is cut and says so")
    func cut() {
        let text = ShownText.line(bytes: Array(repeating: 0x61, count: 300))
        #expect(text.hasSuffix("aa…(+44 bytes)"))
    }
}
