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
        #expect(script.canvas().text.contains("state "))
        script.press("h h h")
        #expect(script.state.list(files).firstColumn == 0)
    }

    /// The titles of the columns of the pane Quarantine.
    private static func titles(_ script: ConsoleScript) -> [Substring] {
        let line = script.canvas().text.split(separator: "\n").first { $0.contains(" id ") }
        let pane = line?.split(separator: "║").first { $0.contains(" id ") }
        return pane?.split(separator: " ") ?? []
    }

    @Test func everyStepShowsOtherColumnsUntilTheLastIsSeen() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("4")
        var steps = [Self.titles(script)]
        for _ in 0..<12 {
            script.press("l")
            let titles = Self.titles(script)
            if titles == steps.last { break }
            steps.append(titles)
        }
        #expect(steps.count > 3 && steps.count < 10)
        #expect(steps.allSatisfy { $0.first == "id" && $0.count > 1 })
        let seen = Set(steps.flatMap { $0 })
        #expect(seen.isSuperset(of: ["id", "file", "line", "field", "value", "reason", "since"]))
        script.press("h")
        #expect(Self.titles(script) == steps.dropLast().last)
    }

    @Test func whereAllColumnsAreShownTheKeySaysSo() {
        var script = ConsoleScript(columns: 200, rows: 60)
        script.press("3 l")
        #expect(script.state.list(.pane(.locations)).firstColumn == 0)
        #expect(script.canvas().text.contains("all columns are shown"))
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
