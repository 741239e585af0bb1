import SluiceConsole
import SluiceCore
import Testing

@Suite struct ListActionsTests {
    private let files = ViewSlot.pane(.files)
    private let log = ViewSlot.pane(.log)

    @Test func aListIsSortedByColumnAfterColumnAndTheOrderIsRemembered() {
        var script = ConsoleScript()
        script.press("s s")
        #expect(
            script.state.list(files).sort == SortOrder(column: "file", isDescending: false))
        #expect(script.canvas().text.contains("▲file"))
        script.press("S")
        #expect(script.state.preferences.sorts[.files]?.isDescending == true)
        #expect(script.effects.last == .save(script.state.preferences))
        script.press("s s s s s s s s")
        #expect(script.state.list(files).sort == nil)
    }

    @Test(arguments: [(80, "sort-by size"), (120, "sort-by size"), (80, "sort-by arrived")])
    func anOrderByAColumnWithoutRoomIsToldInTheBorder(columns: Int, command: String) throws {
        var script = ConsoleScript(columns: columns, rows: columns / 3)
        script.press(":")
        script.type(command)
        script.press("Enter")
        let name = try #require(command.split(separator: " ").last)
        #expect(script.canvas().text.contains("412 today · ▲\(name) ═"))
        script.press("S")
        #expect(script.canvas().text.contains("412 today · ▼\(name) ═"))
        script.press("z")
        #expect(script.canvas().text.contains("412 today ═"))
    }

    @Test func anOrderOfAListWithoutTitlesIsToldInTheBorder() {
        var script = ConsoleScript()
        script.press("6 z s s")
        #expect(script.canvas().text.contains("▲what"))
    }

    @Test func reversingWithoutASortSaysWhatToDo() {
        var script = ConsoleScript()
        script.press("S")
        #expect(script.canvas().text.contains("sort by a column first: s"))
    }

    @Test func theOrderOfAnEarlierRunIsTakenUp() {
        var preferences = Preferences()
        preferences.sorts[.files] = SortOrder(column: "bad", isDescending: true)
        let script = ConsoleScript(preferences: preferences)
        let table = PaneCatalog.pane(.files).table(script.state)
        #expect(table?.keys.first == .id(411))
    }

    @Test func columnsScrollAndTheFirstStays() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("l l")
        #expect(script.state.list(files).firstColumn == 2)
        #expect(script.canvas().text.contains("err%"))
        #expect(script.canvas().text.contains("state "))
        script.press("h h h")
        #expect(script.state.list(files).firstColumn == 0)
    }

    @Test func theLogFollowsUntilTheCursorIsMovedUp() {
        var script = ConsoleScript()
        script.press("5 k")
        #expect(!script.state.list(log).isFollowing)
        let before = script.state.list(log).selection
        var later = SampleStation.busy
        later.log.append(
            LogLine(
                id: 34, microseconds: SampleStation.now, level: .info, source: "commit",
                message: "one more"))
        script.send(.snapshot(later))
        #expect(script.state.list(log).selection == before)
        #expect(script.canvas().text.contains("paused, 2 newer"))
        script.press("G")
        #expect(script.state.list(log).isFollowing)
        #expect(script.state.list(log).selection == .id(34))
    }

    @Test func theLevelOfTheLogIsCycled() {
        var script = ConsoleScript()
        script.press("5 L")
        #expect(script.state.preferences.logLevel == .warning)
        #expect(!script.canvas().text.contains("INFO  commit"))
    }

    @Test func onlyColumnsThatListsCanBeSortedByAreOffered() throws {
        var script = ConsoleScript()
        script.press("4 F6 G Enter")
        #expect(script.state.list(.pane(.quarantine)).sort?.column != "why")
        script.press(":")
        script.type("sort-by why")
        #expect(script.canvas().text.contains("no column why"))
        script.press("Esc 5 F6")
        #expect(script.state.overlay == nil)
    }
}
