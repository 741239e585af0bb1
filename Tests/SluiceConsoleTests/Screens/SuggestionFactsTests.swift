@testable import SluiceConsole
import SluiceCore
import Testing

@Suite struct SuggestionFactsTests {
    @Test func aLongHintOfARecordIsWholeWhereThereAreRows() {
        var detail = SampleAnswers.record
        let words = (0..<24).map { "word\($0)" }
        detail.suggestion = Suggestion(
            words.joined(separator: " "),
            repairs: [FieldRepair(field: "mood_score", change: .value("1"))])
        detail.suggestion?.of = 1
        for (columns, rows) in [(200, 60), (120, 40)] {
            let text = DrillScript(
                .record(118), .record(detail), columns: columns, rows: rows
            ).canvas().text
            #expect(words.allSatisfy { text.contains($0) }, "\(columns)×\(rows)")
        }
    }

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
