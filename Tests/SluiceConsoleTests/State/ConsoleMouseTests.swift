import SluiceConsole
import SluiceCore
import Testing

@Suite struct ConsoleMouseTests {
    @Test func aClickPutsTheCursorOnTheRow() {
        var script = ConsoleScript(columns: 120, rows: 40)
        script.send(.mouse(MouseEvent(.press, column: 5, row: 1 + 2 + 4)))
        #expect(script.state.list(.pane(.files)).position == 4)
        #expect(script.state.focus == .files)
    }

    @Test func aDoubleClickOpens() {
        var script = ConsoleScript()
        script.send(.mouse(MouseEvent(.doublePress, column: 5, row: 4)))
        #expect(script.state.screens.count == 1)
    }

    @Test func theWheelMovesTheListUnderIt() {
        var script = ConsoleScript()
        script.send(.mouse(MouseEvent(.wheelDown, column: 5, row: 5)))
        #expect(script.state.list(.pane(.files)).position == 3)
        script.send(.mouse(MouseEvent(.wheelUp, column: 5, row: 5)))
        #expect(script.state.list(.pane(.files)).position == 0)
    }

    @Test func aHintInTheLastRowIsAKey() {
        var script = ConsoleScript(columns: 80, rows: 24)
        let footer = Array(script.canvas().text.split(separator: "\n").last ?? "")
        let column = footer.count - 2
        script.send(.mouse(MouseEvent(.press, column: column, row: 23)))
        #expect(script.state.overlay != nil)
        let hints = String(script.canvas().text.split(separator: "\n").last ?? "")
        #expect(hints.contains("Esc close"))
        script.send(.mouse(MouseEvent(.press, column: 2, row: 23)))
        #expect(script.state.overlay == nil)
    }

    @Test func theWheelMovesWhatLiesOverTheScreen() {
        var script = ConsoleScript(columns: 40, rows: 12)
        script.press("?")
        let start = script.canvas().text
        script.send(.mouse(MouseEvent(.wheelDown, column: 5, row: 5)))
        #expect(script.canvas().text != start)
        #expect(script.state.list(.pane(.files)).position == 0)
    }

    @Test func clicksAnywhereDoNoHarm() {
        var random = SeededGenerator(seed: 11)
        let kinds: [MouseEvent.Kind] = [.press, .doublePress, .wheelUp, .wheelDown]
        var script = ConsoleScript(columns: 100, rows: 30)
        for _ in 0..<3_000 {
            script.send(
                .mouse(
                    MouseEvent(
                        kinds[random.below(4)], column: random.below(120) - 10,
                        row: random.below(40) - 5)))
            if random.below(20) == 0 { script.press("Esc") }
        }
        _ = script.canvas()
    }
}

extension ConsoleMouseTests {
    @Test func aClickChoosesInAListOverTheScreen() throws {
        var script = ConsoleScript(themes: ["ansi", "mono", "sluice-dark"])
        script.press("T")
        let lines = script.canvas().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains("mono") && !$0.contains("theme") })
        script.send(.mouse(MouseEvent(.press, column: 60, row: row)))
        #expect(script.state.preferences.theme == "mono")
        #expect(script.state.overlay != nil)
        script.send(.mouse(MouseEvent(.press, column: 60, row: row)))
        #expect(script.state.overlay == nil)
    }

    @Test func aDoubleClickInAListOverTheScreenKeepsTheChoice() throws {
        var script = ConsoleScript(themes: ["ansi", "mono", "sluice-dark"])
        script.press("T")
        let lines = script.canvas().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains("ansi") })
        script.send(.mouse(MouseEvent(.doublePress, column: 60, row: row)))
        #expect(script.state.preferences.theme == "ansi" && script.state.overlay == nil)
    }

    @Test func aClickBesideTheListChangesNothing() {
        var script = ConsoleScript(themes: ["ansi", "mono", "sluice-dark"])
        script.press("T")
        script.send(.mouse(MouseEvent(.press, column: 60, row: 2)))
        script.send(.mouse(MouseEvent(.press, column: 2, row: 20)))
        #expect(script.state.preferences.theme == "sluice-dark" && script.state.overlay != nil)
    }
}
