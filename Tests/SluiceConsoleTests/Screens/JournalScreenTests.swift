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
        script.press("Esc U")
        #expect(Self.operation(script) == .redo(batch: 54))
    }

    @Test func aBatchWithoutARecordOfItsOwnSaysThatNothingOpens() {
        var script = Self.script()
        script.press("j")
        #expect(!script.canvas().text.contains("Enter open"))
        script.press("Enter")
        #expect(script.state.screens == [.journal])
        #expect(script.canvas().text.contains("this row has nothing to open"))
    }

    @Test func aFilterIsAskedOfTheStore() {
        var script = Self.script()
        script.press("/")
        for scalar in "action:undo".unicodeScalars { script.send(.key(KeyStroke(scalar))) }
        script.press("Enter")
        guard case .journal(let filter, 0, _)? = script.question else { return }
        #expect(filter.terms.count == 1)
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
