internal import SluiceApp
internal import SluiceCore
internal import Testing

@Suite("Changes of limits on a command line")
struct RuleChangeTextTests {
    private func changes(_ texts: String...) throws -> [RuleChange] {
        try RuleChangeText.changes(texts.map { Array($0.utf8) }, of: .university)
    }

    @Test("both limits of a field are one change; the other limit stays as it is")
    func limits() throws {
        #expect(
            try changes("mood_score.minimum=-3", "mood_score.maximum=")
                == [RuleChange(field: "mood_score", minimum: -3, maximum: nil)])
        #expect(
            try changes("mood_score.minimum=-3")
                == [RuleChange(field: "mood_score", minimum: -3, maximum: 5)])
    }

    @Test("a limit that is given twice is refused, whichever of the two was meant")
    func twice() {
        let failure = #expect(throws: CommandFailure.self) {
            try changes(
                "mood_score.minimum=-3", "mood_score.maximum=6", "mood_score.minimum=-2")
        }
        #expect(failure?.message == "mood_score.minimum is given twice")
    }
}
