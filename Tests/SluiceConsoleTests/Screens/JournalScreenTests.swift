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

    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func itLooksAsRecorded(columns: Int, rows: Int) throws {
        try ScreenSnapshot.check(
            Self.script(columns: columns, rows: rows).canvas(),
            "desk-journal-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func theBatchOfTheCursorIsTakenBackAndDoneAgain() {
        var script = Self.script()
        script.press("j j j u U")
        let operations = script.effects.compactMap { effect -> QuarantineOperation? in
            if case .command(_, .operate(let request)) = effect { request.operation } else { nil }
        }
        #expect(operations == [.undo(batch: 54), .redo(batch: 54)])
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
