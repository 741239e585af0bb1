import SluiceConsole
import SluiceCore
import Testing

@Suite struct FileScreenTests {
    @Test func enterOnAFileOpensItAndEscapeGoesBack() {
        var script = ConsoleScript()
        script.press("j Enter")
        #expect(script.state.screens == [.file(412)])
        #expect(script.canvas().text.contains("Files > file 412"))
        let asked = script.effects.compactMap { effect -> StationQuery? in
            if case .ask(_, let query) = effect { query } else { nil }
        }
        #expect(asked.last == .file(412, mapStretches: 107))
        script.press("Esc")
        #expect(script.state.screens.isEmpty)
        #expect(script.state.requests.answers[.screen(0)] == nil)
    }

    @Test func enterOnABadRowOpensItsRecord() {
        var script = DrillScript(.file(411), .file(SampleAnswers.file))
        script.press("j j Enter")
        #expect(script.state.screens == [.file(411), .record(116)])
        #expect(script.question == .record(116))
        script.answer(.missing)
        #expect(script.canvas().text.contains("This record is not there any more."))
        script.press("Esc")
        #expect(script.canvas().text.contains("sensor_0411.csv"))
    }

    @Test func theCursorIsShownOnTheMap() {
        var script = DrillScript(.file(411), .file(SampleAnswers.file))
        #expect(script.canvas().text.contains("▲ line 31"))
        script.press("G")
        #expect(script.canvas().text.contains("line 951 ▲"))
    }

    @Test func enterOnADuplicateOpensTheEarlierFile() {
        var script = DrillScript(.file(412), .file(SampleAnswers.duplicateFile))
        script.press("Enter")
        #expect(script.state.screens == [.file(412), .file(411)])
    }

    @Test func countsThatDoNotAddUpAreSaid() {
        var file = SampleAnswers.file
        file.summary.stored -= 1
        let script = DrillScript(.file(411), .file(file))
        #expect(script.canvas().text.contains("1 000 read is not"))
        #expect(script.canvas().text.contains("! run sluice doctor: 1 000"))
    }

    @Test func theKeyOfGroupsShowsThoseOfTheFile() {
        var script = DrillScript(.file(411), .file(SampleAnswers.file))
        script.press("f")
        var query = QuarantineQuery()
        query.fileID = 411
        #expect(script.question == .groups(query, by: [.reason, .field, .shape]))
    }
}
