internal import SluiceConfig
internal import SluiceCore
internal import Testing

@Suite struct TextPatternTests {
    private func outcome(_ pattern: String, _ text: String) throws -> TextPattern.Outcome {
        try TextPattern.compiled(pattern).outcome(Array(text.utf8))
    }

    @Test(
        arguments: [
            ("[a-z]+\\d", "kind7", 0..<5), ("[a-z]+\\d", "kind7 ", nil),
            ("[a-z]+\\d", " kind7", nil),
            ("a|ab", "ab", 0..<2), ("st(.+)\\.csv", "stroof.csv", 2..<6), ("é+", "éé", 0..<4),
            ("\\w+", "Zürich", 0..<7), ("", "", 0..<0), ("a.b", "a\nb", nil), ("a.b", "a\rb", nil),
            ("a$", "a\n", nil), ("(?i)on", "ON", 0..<2),
        ] as [(String, String, Range<Int>?)])
    func wholeTextsMatch(pattern: String, text: String, group: Range<Int>?) throws {
        #expect(
            try outcome(pattern, text) == group.map { TextPattern.Outcome.matched($0) } ?? .differs)
    }

    @Test func aGroupThatTookNoPartGivesNothing() throws {
        #expect(try outcome("(a)?b", "b") == .matched(nil))
    }

    @Test func bytesThatAreNotUTF8DoNotMatch() throws {
        let any = try TextPattern.compiled("(?s).*")
        #expect(any.outcome([0x61, 0xFF]) == .differs)
        #expect(any.outcome([0xC3]) == .differs)
        #expect(any.outcome([0xED, 0xA0, 0x80]) == .differs)
    }

    /// Each of them would take minutes or more memory than there is.
    @Test(arguments: [
        ("([a-z]+ ?)+", String(repeating: "a", count: 18) + "!"),
        ("(a+)+[bc]", String(repeating: "a", count: 40)),
        ("(a|aa)+", String(repeating: "a", count: 60) + "!"),
        (".*.*.*.*=", String(repeating: "a", count: 5_000)),
        ("(a|b)*c", String(repeating: "ab", count: 500_000)),
        ("(?R)?a", "aaaa"),
    ])
    func whatTakesTooLongIsUndecided(pattern: String, text: String) throws {
        #expect(try outcome(pattern, text) == .undecided)
    }

    @Test func aLongTextHasTheStepsForIt() throws {
        let words = String(repeating: "word ", count: 10_000) + "end"
        #expect(try outcome("([a-z]+ )*end", words) == .matched(49_995..<50_000))
    }

    @Test(arguments: [
        ("(", "missing closing parenthesis after 1 characters"),
        ("é[", "missing terminating ] for character class after 2 characters"),
        ("a\\C", "using \\C is disabled by the application after 3 characters"),
        ("((a{1000}){1000}){9}", "regular expression is too large after 20 characters"),
        (String(repeating: "a", count: 4_097), "it is longer than 4 096 bytes"),
    ])
    func whatIsNoneIsRefused(pattern: String, words: String) throws {
        let problem = try #require(throws: PatternProblem.self) {
            try TextPattern.compiled(pattern)
        }
        #expect(problem.message == words)
    }

    @Test func manyThreadsMatchByOne() async throws {
        let pattern = try TextPattern.compiled("(a+)+b?")
        await withTaskGroup(of: Bool.self) { group in
            for length in 1...64 {
                group.addTask {
                    let text = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                    return pattern.outcome(text) == .matched(0..<length)
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
