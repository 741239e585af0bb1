import SluiceConsole
import SluiceCore
import Testing

@Suite struct PaletteOverlayTests {
    private func script(_ columns: Int = 80, _ rows: Int = 24) -> ConsoleScript {
        var script = ConsoleScript(
            columns: columns, rows: rows, themes: ["sluice-dark", "nord", "ansi", "mono"])
        script.press(":")
        return script
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 12)])
    func commandsAreFoundByLetters(columns: Int, rows: Int) throws {
        var script = script(columns, rows)
        script.type("fil")
        try ScreenSnapshot.check(script.canvas(), "palette-\(columns)x\(rows)")
    }

    @Test func aCommandRunsWithItsArgument() {
        var script = script()
        script.type("theme nord")
        script.press("Enter")
        #expect(script.state.overlay == nil)
        #expect(script.state.preferences.theme == "nord")
        #expect(script.effects.contains(.setTheme("nord")))
    }

    @Test func aWrongArgumentIsSaidAndNothingRuns() throws {
        var script = script()
        script.type("theme nrod")
        try ScreenSnapshot.check(script.canvas(), "palette-wrong-80x24")
        script.press("Enter")
        #expect(script.state.overlay != nil)
        #expect(script.state.preferences.theme == "sluice-dark")
    }

    @Test func enterCompletesWhatIsNotYetAnArgument() {
        var script = script()
        script.type("theme no")
        #expect(script.canvas().text.contains("Enter takes nord"))
        script.press("Enter")
        #expect(script.state.preferences.theme == "nord")
    }

    @Test func tabCompletesACommandAndThenItsArgument() {
        var script = script()
        script.type("them")
        script.press("Tab")
        script.type("an")
        script.press("Tab Enter")
        #expect(script.state.preferences.theme == "ansi")
    }

    @Test func aCommandThatNeedsAnArgumentAsksForIt() {
        var script = script()
        script.type("goto")
        script.press("Enter")
        #expect(script.state.overlay != nil)
        script.type("12")
        script.press("Enter")
        #expect(script.state.list(.pane(.files)).position == 11)
    }

    @Test func aNumberAloneIsARow() {
        var script = script()
        script.type("7")
        script.press("Enter")
        #expect(script.state.list(.pane(.files)).position == 6)
    }

    @Test(arguments: ["0", "41", "x", "-1", "99999999999999999999"])
    func aRowThatIsNotThereIsRefused(number: String) {
        var script = script()
        script.type("goto " + number)
        script.press("Enter")
        #expect(script.state.overlay != nil)
    }

    @Test func aFilterCanHaveBlanks() {
        var script = script()
        script.type("filter state:stored 0401")
        script.press("Enter")
        #expect(script.state.list(.pane(.files)).filter.terms.count == 2)
    }

    @Test func whatWasRunComesBack() {
        var script = script()
        script.type("goto 3")
        script.press("Enter : ^P Enter")
        #expect(script.state.commandHistory == ["goto 3"])
        script.press(": ^P ^N")
        script.type("goto 4")
        script.press("Enter")
        #expect(script.state.commandHistory == ["goto 3", "goto 4"])
    }

    @Test func theCursorChoosesAmongWhatWasFound() {
        var script = script()
        script.type("theme ")
        script.press("Down Down Enter")
        #expect(script.state.preferences.theme == "ansi")
    }

    @Test(arguments: ["log-level DEBUG", "log-level ", "log-lev"])
    func aCommandOfAnotherPlaceSaysWhereItWorks(typed: String) {
        var script = script()
        script.type(typed)
        #expect(script.canvas().text.contains("only in the log"))
        let before = script.state.preferences.logLevel
        script.press("Enter")
        #expect(script.state.overlay != nil && script.state.preferences.logLevel == before)
    }

    @Test func allCommandsAreListedThoseOfThisPlaceFirst() {
        var script = script(120, 40)
        script.type("group")
        let text = script.canvas().text
        #expect(text.contains("only in groups") && text.contains("only in the quarantine"))
        script.press("Esc 4 :")
        script.type("group")
        let rows = script.canvas().text.split(separator: "\n").map(String.init)
        let here = rows.firstIndex { $0.contains("group what is held") }
        let elsewhere = rows.firstIndex { $0.contains("only in groups") }
        #expect((here ?? .max) < (elsewhere ?? 0))
    }

    @Test(arguments: [
        ("undo 999", "there is no batch 999", "there is no batch 999 · J shows the batches"),
        ("redo 999", "batch 999 has not been", "batch 999 has not been · J shows the batches"),
        ("supersede 77", "there is no file 77; the newest are 412 a.csv\nmore", "412 a.csv "),
    ])
    func aNumberThatTheStoreRefusesIsRefusedWhileItIsTyped(
        typed: String, reason: String, said: String
    ) {
        var script = ConsoleScript(columns: 80, rows: 24) { query in
            if case .preview = query { .failed(reason) } else { SampleStore.answer(query) }
        }
        script.press("j :")
        script.type(typed)
        #expect(script.canvas().text.contains(said), "\(script.canvas().text)")
        script.press("Enter")
        #expect(script.state.overlay != nil && script.state.screens.isEmpty)
    }

    @Test func whereARepairIsWrongIsReadInItsPreview() {
        var script = ConsoleScript { query in
            guard case .preview = query else { return SampleStore.answer(query) }
            return .failed("there is no field t\nt * 2\n^")
        }
        script.press("4 :")
        script.type("repair mood_score = t * 2")
        #expect(script.canvas().text.contains("there is no field t"))
        script.press("Enter")
        #expect(script.state.overlay == nil && script.canvas().text.contains("t * 2"))
    }

    @Test func anEntryThatCannotBeRestoredIsRefusedWhileItIsTyped() {
        var report = OperationReport()
        report.counts.skipped = 1
        report.outcomes = [
            RecordOutcome(
                entry: 999, fileName: "", line: nil, field: "", before: nil, after: nil,
                end: .skipped("there is no such entry"))
        ]
        var script = ConsoleScript { query in
            if case .preview = query { .preview(report) } else { SampleStore.answer(query) }
        }
        script.press(":")
        script.type("restore 999")
        #expect(script.canvas().text.contains("999: there is no such entry · J shows the batches"))
        script.press("Enter")
        #expect(script.state.overlay != nil && script.state.screens.isEmpty)
    }

    @Test func whatABatchIsThatIsTakenBackIsToldWhileItsNumberIsTyped() {
        var report = OperationReport()
        (report.counts.restored, report.counts.changed) = (75, 75)
        report.reversed = SampleDesk.journal[0]
        var script = ConsoleScript { query in
            if case .preview = query { .preview(report) } else { SampleStore.answer(query) }
        }
        script.press(":")
        script.type("undo 57")
        #expect(script.canvas().text.contains("repair by ada: 75 held"))
        script.press("Enter")
        #expect(script.state.screens.count == 1)
    }

    @Test(arguments: ["undo 5 6", "redo 1,2", "undo abc", "undo 0"])
    func whatIsNotTheNumberOfOneBatchIsRefused(typed: String) {
        var script = script()
        script.type(typed)
        #expect(script.canvas().text.contains("the number of a batch, as the journal shows it"))
        script.press("Enter")
        #expect(script.state.overlay != nil && script.state.screens.isEmpty)
    }

    @Test func noTextIsAFault() {
        var random = SeededGenerator(seed: 3)
        let keys = [
            ":", "t", "h", "e", "m", "Space", "1", "/", "Tab", "Down", "Up", "PgDn", "PgUp", "^P",
            "^N", "Backspace", "Left", "Del", "^W", "^U", "Enter", "Esc", "g", "o", "\"", "!",
            "?", "c", "F6", "F3", "T", "D", "n", "N", "x", "y",
        ]
        var script = script(61, 17)
        for _ in 0..<1_500 { script.press(keys[random.below(keys.count)]) }
        _ = script.canvas()
    }
}
