import SluiceConsole
import SluiceCore
import Testing

@Suite struct MarkActionsTests {
    private let quarantine = ViewSlot.pane(.quarantine)

    @Test func spaceMarksAndMovesOn() {
        var script = ConsoleScript()
        script.press("4 Space Space k Space")
        #expect(script.state.list(quarantine).marks == [.id(118)])
        #expect(script.state.list(quarantine).position == 2)
        #expect(script.canvas().text.contains("118 held · 1 marked"))
    }

    @Test func aRangeIsMarkedFromEndToEnd() {
        var script = ConsoleScript()
        script.press("4 j v j j v")
        #expect(script.state.list(quarantine).marks == [.id(117), .id(116), .id(115)])
    }

    @Test func allAndTheSameReasonAreMarkedAndUnmarked() {
        var script = ConsoleScript()
        script.press("4 *")
        let marks = script.state.list(quarantine).marks
        #expect(marks.count == 24 && marks.contains(.id(113)) && !marks.contains(.id(117)))
        script.press("a")
        #expect(script.state.list(quarantine).marks.count == 118)
        script.press("a")
        #expect(script.state.list(quarantine).marks.isEmpty)
    }

    @Test func marksStayWithTheirRecordsWhenTheyMove() {
        var script = ConsoleScript()
        script.press("4 Space")
        script.press("s S")
        #expect(script.state.list(quarantine).marks == [.id(118)])
    }
}
