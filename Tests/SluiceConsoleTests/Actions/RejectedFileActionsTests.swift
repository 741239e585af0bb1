import SluiceConsole
import SluiceCore
import Testing

/// What operations do with a file that was rejected for its header.
@Suite struct RejectedFileActionsTests {
    private static let renames = [ColumnRename(column: "Mood", field: "mood_score")]

    /// The entry of a file that was rejected for its header, with a column under another name.
    private static func rejected() -> DrillScript {
        var detail = SampleAnswers.fileEntry
        detail.row.finding = detail.recordFindings[0]
        detail.fields = [
            RecordDetail.Field(name: "timestamp", value: Array("when".utf8), findings: []),
            RecordDetail.Field(name: "", value: Array("Mood".utf8), findings: []),
        ]
        detail.suggestion = Suggestion(
            "the column Mood is most likely mood_score", repairs: [], renames: renames)
        return DrillScript(.record(9), .record(detail))
    }

    @Test func theSuggestedColumnsOfARejectedFileAreShownAndNotApplied() {
        var script = Self.rejected()
        #expect(script.canvas().text.contains("F  the column Mood is most likely"))
        script.press("F")
        #expect(DeskProbe.operation(script.state) == .renameColumns(.entries([9]), Self.renames))
        #expect(script.canvas().text.contains("rename columns"))
        #expect(DeskProbe.commands(script.effects).isEmpty)
    }

    @Test func aRejectedFileHasNoRecordToEdit() {
        var script = Self.rejected()
        script.press("e")
        #expect(script.state.notice?.text == "a rejected file has no records: E names its columns")
        script = DrillScript(.record(9), .record(SampleAnswers.fileEntry))
        script.press("E")
        #expect(script.state.overlay == nil)
        #expect(script.state.notice?.text.string.contains("deliver it again") == true)
    }

    @Test func noFileIsLeftOutOfAPreviewThatCountsTheirRecordsTogether() {
        var script = Self.rejected()
        script.press("F Space")
        #expect(script.state.notice?.text.string.contains("no file is left out here") == true)
    }

    @Test func columnsOfARejectedFileAreNamed() {
        var script = Self.rejected()
        script.press("E")
        #expect(script.canvas().text.contains("Mood = mood_score"))
        script.press("^U a Enter")
        #expect(script.canvas().text.contains("COLUMN = FIELD"))
        script.press("^U a = b ; c = d Enter")
        #expect(
            DeskProbe.operation(script.state)
                == .renameColumns(
                    .entries([9]),
                    [ColumnRename(column: "a", field: "b"), ColumnRename(column: "c", field: "d")]))
    }
}
