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

    private static func row(_ script: DrillScript, _ part: String) throws -> Int {
        let lines = script.canvas().text.split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(part) })
    }

    private static func editor(_ script: DrillScript) -> EditView? {
        guard case .edit(let view)? = script.state.screens.last else { return nil }
        return view
    }

    @Test(arguments: [(200, 60), (120, 40), (80, 24)])
    func aClickOnAFieldOfTheEditorIsTypedIn(columns: Int, rows: Int) throws {
        var script = DrillScript(
            .edit(EditView(entry: 118)), .record(SampleDesk.record()), columns: columns, rows: rows)
        func click() throws -> Int {
            let row = try Self.row(script, "humidity_p")
            script.send(.mouse(MouseEvent(.press, column: 5, row: row)))
            return row
        }
        _ = try click()
        #expect(Self.editor(script)?.place == .cell(3))
        #expect(script.canvas().cursor?.row == (try Self.row(script, "humidity_p")))
        script.press("7")
        let typed = Self.editor(script)?.line
        #expect(typed?.text.hasSuffix("7") == true)
        _ = try click()
        #expect(Self.editor(script)?.line == typed, "it stays as it is")
        script.send(.mouse(MouseEvent(.press, column: 5, row: 1)))
        #expect(Self.editor(script)?.place == .cell(3), "the border is no field")
    }

    @Test func theWheelMovesThroughTheFieldsOfTheEditorAndNotRoundTheirEnds() {
        var script = DrillScript(.edit(EditView(entry: 118)), .record(SampleDesk.record()))
        func turn(_ kind: MouseEvent.Kind, _ count: Int) -> EditView.Place? {
            for _ in 0..<count { script.send(.mouse(MouseEvent(kind, column: 5, row: 5))) }
            return Self.editor(script)?.place
        }
        #expect(turn(.wheelDown, 1) == .cell(5), "the first bad field is the third")
        #expect(turn(.wheelDown, 9) == .raw)
        #expect(turn(.wheelUp, 9) == .cell(0))
    }

    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func aClickIntoTheChartOfALocationPutsItsCursorThere(columns: Int, rows: Int) {
        var script = DrillScript(
            .location("104"), .location(SampleAnswers.location), columns: columns, rows: rows)
        func column() -> Int? {
            let lines = script.canvas().text.split(separator: "\n").map(Array.init)
            // The row of times has the sign of the cursor; the read-out below begins with it.
            return lines.lazy.compactMap { $0.dropFirst(8).firstIndex(of: "▲") }.first
        }
        for place in [columns / 3, columns - 4, 11] {
            script.send(.mouse(MouseEvent(.press, column: place, row: 4)))
            #expect(abs((column() ?? 0) - place) <= 2, "\(place)\n\(script.canvas().text)")
        }
        let before = script.state.screens
        script.send(.mouse(MouseEvent(.press, column: 4, row: 4)))
        #expect(script.state.screens == before, "the numbers of the axis are no bucket")
    }

    @Test func aClickOnAMetricBelowTheChartChoosesItAndLeavesTheCursor() throws {
        var script = DrillScript(.location("104"), .location(SampleAnswers.location))
        let row = try Self.row(script, "  humidity_percent")
        script.send(.mouse(MouseEvent(.press, column: 20, row: row)))
        #expect(script.state.list(script.state.activeSlot).position == 1)
        #expect(script.state.screens == [.location("104")])
        script.send(.mouse(MouseEvent(.wheelUp, column: 20, row: 4)))
        #expect(script.state.list(script.state.activeSlot).position == 0)
    }
}
