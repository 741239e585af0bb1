import SluiceCore
import SluiceTestKit
import Testing

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("", ""), ("plain text", "plain text"), ("\u{1B}[31mred", "␛[31mred"),
        ("a\tb\r\n", "a␉b␍␊"),
        ("\0\u{7F}", "␀␡"), ("\u{85}\u{9B}", "<0085><009B>"), ("a\u{202E}b", "a<202E>b"),
        ("a\u{200B}\u{FEFF}", "a<200B><FEFF>"), ("\u{2028}\u{2029}", "<2028><2029>"),
        ("\u{E0041}", "<E0041>"), ("soft\u{AD}hyphen", "soft<00AD>hyphen"), ("\u{3164}", "<3164>"),
        ("\u{2764}\u{FE0F}", "\u{2764}<FE0F>"), ("é Grüße 日本 😀", "é Grüße 日本 😀"),
        ("e\u{301}\u{302}\u{303}\u{304}f", "e\u{301}\u{302}<0303><0304>f"), ("\u{301}a", "<0301>a"),
        ("\u{1B}\u{301}", "␛<0301>"), ("\u{E000}\u{10FFFF}", "<E000><10FFFF>"),
        ("\u{1100}\u{1161}\u{11A8}\u{11A8}", "\u{1100}\u{1161}\u{11A8}<11A8>"),
    ])
    func hiddenCharactersAreShown(text: String, shown: String) {
        let safe = Sanitiser.safe(text).string
        #expect(Array(safe.unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(arguments: [
        ("\u{1B}[31m\0\u{7F}", "^[[31m^@^?"), ("é\u{202E}", "<00E9><202E>"), ("plain", "plain"),
    ])
    func inASCIINothingElseComesOut(text: String, shown: String) {
        #expect(Sanitiser.safe(text, ascii: true).string == shown)
    }

    @Test(
        arguments: [
            ([0xFF], "<FF>"), ([0x61, 0xC3], "a<C3>"), ([0xC0, 0x80], "<C0><80>"),
            ([0xED, 0xA0, 0x80, 0x62], "<ED><A0><80>b"),
            ([0xF4, 0x90, 0x80, 0x80], "<F4><90><80><80>"),
        ] as [([UInt8], String)])
    func bytesThatAreNoTextAreShownAsSuch(bytes: [UInt8], shown: String) {
        #expect(Sanitiser.safe(bytes).string == shown)
    }

    @Test func longTextIsCutBetweenCharacters() {
        #expect(Sanitiser.safe("abcdef", limit: 6).string == "abcdef")
        #expect(Sanitiser.safe("abcdefg", limit: 6).string == "abcdef…(+1 B)")
        #expect(Sanitiser.safe("aéé", limit: 4).string == "aé…(+2 B)")
        #expect(Sanitiser.safe("aéé", limit: 5).string == "aéé")
        let long = [UInt8](repeating: 0x61, count: 200 * 1_024)
        #expect(Sanitiser.safe(long).string.hasSuffix("a…(+196 KiB)"))
        #expect(Sanitiser.safe(long, limit: 0, ascii: true).string == "...(+200 KiB)")
    }

    @Test func noHostileBytesGetThrough() {
        var random = SeededGenerator(seed: 1)
        let pieces: [[UInt8]] = [
            [0x1B, 0x5B], [0xC2, 0x9B], [0xE2, 0x80, 0xAE], [0xCC, 0x81], [0xFF], [0x0A], [0x61],
            [0xF3, 0xA0, 0x81, 0x81], [0xE2, 0x80, 0x8D], [0xE1, 0x85, 0xA0], [0xF0, 0x9F, 0x98],
        ]
        for _ in 0..<5_000 {
            let bytes = (0..<30).flatMap { _ -> [UInt8] in
                let isByte = Int.random(in: 0..<3, using: &random) == 0
                return isByte
                    ? [UInt8.random(in: 0...255, using: &random)]
                    : pieces.randomElement(using: &random) ?? []
            }
            var marks = 2
            for scalar in Sanitiser.safe(bytes).string.unicodeScalars {
                let category = scalar.properties.generalCategory
                let isMark = category == .nonspacingMark || category == .enclosingMark
                marks = isMark ? marks + 1 : 0
                if category == .control || category == .format || category == .lineSeparator
                    || marks > 2
                {
                    Issue.record("\(bytes)")
                }
            }
            for scalar in Sanitiser.safe(bytes, ascii: true).string.unicodeScalars
            where !(0x20...0x7E).contains(scalar.value) {
                Issue.record("\(bytes)")
            }
        }
    }

    @Test func literalsAndNumbersAreSafeAsTheyAre() {
        let text: SafeText = "file " + SafeText(12) + Sanitiser.safe("\u{7}")
        #expect(text.description == "file 12␇")
    }
}
