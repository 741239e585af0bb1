import SluiceConsole
import SluiceCore
import Testing

@Suite struct PickerTests {
    private let themes = ["sluice-dark", "ansi", "mono"]

    @Test func aThemeIsShownAtOnceAndEscapeBringsTheOldOneBack() throws {
        var script = ConsoleScript(columns: 80, rows: 24, themes: themes)
        script.press("T j j")
        #expect(script.state.preferences.theme == "mono")
        try ScreenSnapshot.check(script.canvas(), "theme-80x24")
        script.press("Esc")
        #expect(script.state.preferences.theme == "sluice-dark")
        let shown = script.effects.filter { if case .setTheme = $0 { true } else { false } }
        #expect(shown == [.setTheme("ansi"), .setTheme("mono"), .setTheme("sluice-dark")])
        #expect(!script.effects.contains { if case .save = $0 { true } else { false } })
    }

    @Test func aThemeThatWasKeptIsRemembered() {
        var script = ConsoleScript(themes: themes)
        script.press("T j Enter")
        #expect(script.effects.last == .save(script.state.preferences))
        #expect(script.state.preferences.theme == "ansi")
    }

    @Test func columnsAreHiddenAndOneStays() throws {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("c j Space")
        try ScreenSnapshot.check(script.canvas(), "columns-80x24")
        script.press("g")
        for _ in 0..<12 { script.press("Space j") }
        let table = try #require(script.state.activeView.table(script.state))
        #expect(table.columns.count >= 1)
        script.press("Esc")
        #expect(script.state.list(.pane(.files)).hiddenColumns.isEmpty)
        script.press("c j Space Enter")
        #expect(script.state.preferences.hiddenColumns[.files]?.count == 1)
    }

    @Test func columnsWithoutRoomAreToldFromThoseThatAreSeen() {
        var script = ConsoleScript()
        script.press("c")
        #expect(script.canvas().text.contains(/size +no room/))
        #expect(script.canvas().text.contains(/arrived +✓ shown/))
        script.press("j Space")
        #expect(script.canvas().text.contains(/size +✓ shown/))
    }

    @Test func theColumnsOfARecordHaveTheRoomBesideItsFindings() {
        var script = DrillScript(
            .record(118), .record(SampleAnswers.record), columns: 120, rows: 40)
        script.press("c")
        #expect(script.canvas().text.contains(/check +✓ shown/))
    }

    @Test func aListIsSortedWhileTheOrderIsChosen() throws {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("F6 j j Space")
        try ScreenSnapshot.check(script.canvas(), "sort-80x24")
        let sort = try #require(script.state.list(.pane(.files)).sort)
        #expect(sort.column == "file" && sort.isDescending)
        script.press("Esc")
        #expect(script.state.list(.pane(.files)).sort == nil)
        script.press("F6 j Enter")
        #expect(script.state.preferences.sorts[.files]?.column == "state")
    }

    @Test func columnsWithoutATitleAreNamedAndBarsAreNoOrder() {
        let screens: [(Screen, StationAnswer)] = [
            (.groups(GroupsView()), .groups(SampleAnswers.groups)),
            (.rules(dataset: "university"), .rules(SampleDesk.rules)),
        ]
        for (screen, answer) in screens {
            var script = DrillScript(screen, answer, columns: 120, rows: 40)
            script.press("c")
            #expect(script.canvas().text.contains(/share +(✓ shown|no room)/))
            script.press("Esc F6")
            #expect(script.canvas().text.contains("(as it comes)"))
            #expect(!script.canvas().text.contains("share"))
        }
    }

    @Test func columnsAreCalledAsTheCommandsCallThem() {
        var script = DrillScript(
            .groups(GroupsView()), .groups(SampleAnswers.groups), columns: 120, rows: 40)
        script.press("c")
        #expect(script.canvas().text.contains(#/ shape +✓ shown/#))
    }
}
