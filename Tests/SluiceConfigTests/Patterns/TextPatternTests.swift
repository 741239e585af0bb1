internal import SluiceConfig
internal import SluiceCore
internal import Testing

@Suite struct TextPatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool? {
        try TextPattern.compiled(pattern).matches(Array(text.utf8))
    }

    @Test(
        arguments: [
            ("[a-z]+\\d", "kind7", 0..<5), ("[a-z]+\\d", "kind7 ", nil),
            ("[a-z]+\\d", " kind7", nil),
            ("a|ab", "ab", 0..<2), ("st(.+)\\.csv", "stroof.csv", 2..<6), ("é+", "éé", 0..<4),
            ("[\\pL]+", "Zürich", 0..<7), ("", "", 0..<0), ("a.b", "a\nb", nil), ("a$", "a\n", nil),
            ("(?i)on", "ON", 0..<2), ("\\d", "٣", nil), ("(a+)+", "aaa", 0..<3),
        ] as [(String, String, Range<Int>?)])
    func wholeTextsMatch(pattern: String, text: String, group: Range<Int>?) throws {
        let compiled = try TextPattern.compiled(pattern)
        #expect(compiled.group(of: Array(text.utf8)) == group)
        #expect(compiled.matches(Array(text.utf8)) == (group != nil))
    }

    @Test func aGroupThatTookNoPartGivesNothing() throws {
        let pattern = try TextPattern.compiled("(a)?b")
        #expect(pattern.matches(Array("b".utf8)) == true)
        #expect(pattern.group(of: Array("b".utf8)) == nil)
        #expect(pattern.group(of: Array("ab".utf8)) == 0..<1)
    }

    @Test func bytesThatAreNotUTF8DoNotMatch() throws {
        let any = try TextPattern.compiled("(?s).*")
        #expect(any.matches([0x61, 0xFF]) == false)
        #expect(any.matches([0xC3]) == false)
        #expect(any.matches([0xC3, 0xA9]) == true)
    }

    /// Each of them would take a matcher that goes back in the text minutes or more.
    @Test(arguments: [
        ("([a-z]+ ?)+", String(repeating: "a", count: 65_535) + "!"),
        ("(a+)+[bc]", String(repeating: "a", count: 65_536)),
        ("(a|aa)+", String(repeating: "a", count: 65_535) + "!"),
        (".*.*.*.*=", String(repeating: "a", count: 65_536)),
        ("(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", String(repeating: "a", count: 65_536)),
    ])
    func noTextTakesMoreThanLinearTime(pattern: String, text: String) throws {
        let compiled = try TextPattern.compiled(pattern)
        #expect(compiled.matches(Array(text.utf8)) == false)
        #expect(compiled.group(of: Array(text.utf8)) == nil)
    }

    @Test func whatWouldTakeTooManyStepsIsNotTried() throws {
        let pattern = try TextPattern.compiled(String(repeating: "[ab]*a[ab]{999}", count: 4))
        #expect(pattern.matches([UInt8](repeating: UInt8(ascii: "a"), count: 65_536)) == nil)
        #expect(pattern.group(of: [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)) == nil)
        #expect(try matches("[ab]*", String(repeating: "a", count: 1 << 20)) == true)
    }

    @Test(arguments: [
        ("(", "missing ): ("), ("é[", "missing ]: ["),
        ("(a)\\1", "invalid escape sequence: \\1"), ("(?=a)a", "invalid perl operator: (?="),
        ("a\\C", "\\C, a byte, is not supported: a text is characters"),
        ("(a{1000}){1000}", "invalid repetition size: {1000}"),
        ("[\\pL]{900}", "pattern too large - compile failed"),
        (String(repeating: "a", count: 4_097), "it is longer than 4 096 bytes"),
    ])
    func whatIsNoneIsRefused(pattern: String, words: String) throws {
        let problem = try #require(throws: PatternProblem.self) {
            try TextPattern.compiled(pattern)
        }
        #expect(problem.message == words)
    }

    @Test func aBackslashBeforeACapitalCIsNoByte() throws {
        #expect(try matches("a\\\\C", "a\\C") == true)
    }

    @Test func manyThreadsMatchByOne() async throws {
        let pattern = try TextPattern.compiled("((a+)+b?)")
        await withTaskGroup(of: Bool.self) { group in
            for length in 1...64 {
                group.addTask {
                    let text = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                    return pattern.matches(text) == true && pattern.group(of: text) == 0..<length
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
