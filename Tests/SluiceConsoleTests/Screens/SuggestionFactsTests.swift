@testable import SluiceConsole
import SluiceCore
import Testing

@Suite struct SuggestionFactsTests {
    @Test func aHintOfALargeGroupSaysAboutHowManyItFrees() {
        var group = QuarantineGroup(
            key: QuarantineGroup.Key(), count: 9_800, exampleID: 1, exampleValue: nil)
        group.suggestion = Suggestion(
            "°F", repairs: [FieldRepair(field: "t", change: .value("1"))])
        group.suggestion?.frees = 48
        group.suggestion?.of = 50
        func words() -> String? { SuggestionFacts.of(group).first??.0.string }
        #expect(words() == "frees about 9 408, 48 of 50 tried")
        group.count = 50
        #expect(words() == "frees 48 of 50")
    }
}
