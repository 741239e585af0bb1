import SluiceConsole
import SluiceCore
import Testing

/// The journal: what it shows, and taking a batch back from there.
@Suite struct JournalScreenTests {
    private static func script(
        _ answer: StationAnswer = .journal(SampleDesk.journal), columns: Int = 80, rows: Int = 24
    ) -> DrillScript {
        DrillScript(.journal, answer, columns: columns, rows: rows)
    }

    private static func operation(_ script: DrillScript) -> QuarantineOperation? {
        guard case .operation(let view)? = script.state.screens.last else { return nil }
        return view.request.operation
    }

    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func itLooksAsRecorded(columns: Int, rows: Int) throws {
        try ScreenSnapshot.check(
            Self.script(columns: columns, rows: rows).canvas(),
            "desk-journal-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func theBatchOfTheCursorIsTakenBackAndDoneAgain() {
        var script = Self.script()
        script.press("j j j u")
        #expect(Self.operation(script) == .undo(batch: 54))
        script.press("Esc k U")
        #expect(Self.operation(script) == .redo(batch: 55))
    }

    @Test func theRulesAreThoseOfTheDatasetOfTheBatch() {
        var entries = SampleDesk.journal
        entries[0].dataset = "greenhouse"
        var script = Self.script(.journal(entries))
        script.press("W")
        guard case .rules("greenhouse", _, _)? = script.state.screens.last else {
            Issue.record("other rules")
            return
        }
        entries[0].dataset = ""
        script = Self.script(.journal(entries))
        script.press("W")
        #expect(script.canvas().text.contains("what the cursor is on belongs to no dataset"))
    }

    @Test func whatABatchIsAlreadyIsSaidAtOnce() {
        var script = Self.script(columns: 120, rows: 40)
        script.press("j j u")
        #expect(Self.operation(script) == nil)
        #expect(
            script.canvas().text.contains("batch 55 has been taken back already: U does it again"))
        script.press("j U")
        #expect(Self.operation(script) == nil)
        #expect(script.canvas().text.contains("batch 54 stands: u takes it back"))
    }

    @Test func theFooterOffersWhatCanBeDoneWithTheBatchOfTheCursor() {
        func offered(_ script: DrillScript) -> [String] {
            let footer = script.canvas().text.split(separator: "\n").last ?? ""
            return ["u undo", "U redo"].filter { footer.contains(" \($0)") }
        }
        var script = Self.script(columns: 200, rows: 60)
        #expect(offered(script) == ["u undo"], "it stands")
        script.press("j")
        #expect(offered(script) == ["U redo"], "an undo is not taken back, but what it took")
        script.press("j")
        #expect(offered(script) == ["U redo"], "it is undone")
        script.press("Enter")
        #expect(offered(script) == [], "it is not known yet")
        var detail = SampleDesk.batch
        detail.head.undoneBy = 60
        script.answer(.batch(detail))
        #expect(offered(script) == ["U redo"])
        script.press("Esc Esc 1")
        #expect(offered(script) == ["u undo"], "the last batch")
    }

    @Test func aBatchOfManyLinesSaysThatTheyAreNotAll() {
        for isPart in [true, false] {
            var detail = SampleDesk.batch
            detail.lines = Array(repeating: detail.lines[0], count: BatchDetail.lineLimit)
            detail.isPart = isPart
            var script = Self.script(columns: 120, rows: 40)
            script.press("Enter")
            script.answer(.batch(detail))
            #expect(script.canvas().text.contains("the first 1 000 lines") == isPart)
        }
    }

    @Test func aBatchOpensWithWhatItTouchedAndEscGoesBack() {
        var script = Self.script(columns: 120, rows: 40)
        script.press("Enter")
        #expect(script.state.screens == [.journal, .batch(57)])
        #expect(script.question == .batch(57))
        script.answer(.batch(SampleDesk.batch))
        let text = script.canvas().text
        #expect(text.contains("61.4") && text.contains("16.3") && text.contains("held → released"))
        #expect(text.contains("held, attempt 2") && text.contains("sensor 3 counts in °F"))
        script.press("u")
        #expect(Self.operation(script) == .undo(batch: 57))
        script.press("Esc Enter")
        #expect(script.state.screens.last == .record(80))
        script.press("Esc Esc")
        #expect(script.state.screens == [.journal])
    }

    @Test func aBatchThatIsStillBeingReadIsTheOneThatIsTakenBack() {
        var script = DrillScript(.batch(54))
        script.press("u")
        #expect(Self.operation(script) == .undo(batch: 54))
    }

    @Test func whatTheNumberOfABatchIsIsSaid() {
        let text = Self.script(columns: 120, rows: 40).canvas().text
        #expect(text.contains("a batch has the number of its first line"))
    }

    @Test func aBatchSaysWhatCanBeDoneWithIt() {
        let cases: [(undoneBy: Int64?, access: StationSnapshot.Access, words: String)] = [
            (nil, .owner, "u takes it back ═"), (60, .owner, "U does it again ═"),
            (nil, .readOnly, "═══════════════╗"),
        ]
        for (undoneBy, access, words) in cases {
            var detail = SampleDesk.batch
            detail.head.undoneBy = undoneBy
            var script = Self.script()
            var snapshot = SampleStation.busy
            snapshot.access = access
            script.send(.snapshot(snapshot))
            script.press("Enter")
            script.answer(.batch(detail))
            let title = script.canvas().text.split(separator: "\n").dropFirst().first
            #expect(title?.contains(words) == true, "\(title ?? "")")
        }
    }

    @Test func anUndoOpensTheBatchItIsAbout() {
        var script = Self.script()
        script.press("j Enter")
        #expect(script.state.screens == [.journal, .batch(55)])
    }

    @Test func theLimitsOfAChangeOfRulesAreRead() {
        var entries = SampleDesk.journal
        entries[2].limits = ["mood_score 0…5 → -3…5"]
        var script = Self.script(.journal(entries))
        script.press("j j")
        #expect(script.canvas().text.contains("mood_score 0…5 → -3…5"))
    }

    @Test func aFilterIsAskedOfTheStore() {
        var script = Self.script()
        script.press("/")
        for scalar in "action:undo".unicodeScalars { script.send(.key(KeyStroke(scalar))) }
        script.press("Enter")
        guard case .journal(let filter, 0, _)? = script.question else { return }
        #expect(filter.terms.count == 1)
    }

    @Test func whatIsExportedIsMeantForOtherPrograms() {
        var script = Self.script()
        script.press("x")
        guard case .export(_, let contents, _)? = script.effects.last else {
            Issue.record("nothing was exported")
            return
        }
        let text = String(decoding: contents, as: UTF8.self)
        #expect(text.contains("stands") && !text.contains("✓") && !text.contains("- undone"))
    }

    @Test func anEmptyJournalSaysSo() {
        #expect(Self.script(.journal([])).canvas().text.contains("Nothing was done yet"))
    }

    @Test func itHasAKeyEverywhereAndNeverTwice() {
        var script = ConsoleScript()
        script.press("J J J")
        #expect(script.state.screens == [.journal])
    }
}
