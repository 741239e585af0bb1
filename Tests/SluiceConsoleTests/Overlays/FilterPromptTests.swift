import SluiceConsole
import SluiceCore
import Testing

@Suite struct FilterPromptTests {
    private func names(_ script: ConsoleScript) -> Int {
        script.state.activeView.table(script.state)?.count ?? -1
    }

    @Test func everyKeyIsTriedOnTheListAndCounted() throws {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("/")
        script.type("state:stored !0412")
        #expect(names(script) < 40)
        try ScreenSnapshot.check(script.canvas(), "filter-80x24")
        script.press("Enter")
        #expect(script.state.overlay == nil)
        #expect(script.state.list(.pane(.files)).filter.terms.count == 2)
    }

    @Test func aTimeIsMeantInTheZoneThatIsShown() {
        var script = ConsoleScript()
        script.send(.tick(SampleStation.now, ShownZone(name: "CET", offsetSeconds: 3_600)))
        script.press("4 /")
        script.type("13:04 since:13 why:between")
        let filter = script.state.list(.pane(.quarantine)).filter
        #expect(filter.terms.map(\.zoneSeconds) == [3_600, 3_600, 3_600])
        #expect(filter.terms.map(\.column) == [nil, "time", "why"])
    }

    @Test(arguments: [
        ("12:04:28", 1), ("time:12:04:28", 1), ("arrived:12:04:28", 1), ("size:115", 35),
        ("file:0413", 1), ("9543", 0), ("117824", 0), (">1000000000000", 0), ("err%:>2", 1),
    ])
    func wordsAreThoseOnTheScreenAndNumbersThoseThatAreHeld(text: String, found: Int) {
        var script = ConsoleScript()
        script.press("/")
        script.type(text)
        #expect(names(script) == found)
        script.press("Enter")
        #expect(script.state.overlay == nil)
    }

    @Test func aLineOfTheLogIsFoundByItsTimeOfDay() {
        var script = ConsoleScript()
        script.press("5 /")
        script.type("warn 12:04:27")
        #expect(names(script) == 1)
    }

    @Test func theColumnsOfTheScreenAreNamedWhereThereIsNone() {
        var script = ConsoleScript()
        script.press("/")
        script.type("nocolumn:x")
        let text = script.canvas().text
        #expect(text.contains("no column nocolumn; there are state file arrived size"))
    }

    @Test func aColumnThatIsNotThereIsRefusedWithThoseThatAre() {
        var script = ConsoleScript(columns: 200, rows: 60)
        script.press("4 /")
        script.type("nocolumn:x")
        #expect(
            script.canvas().text.contains(
                "there are \(QuarantineQuery.Column.names.map(\.name).joined(separator: " "))"))
    }

    @Test func theStoreIsAskedByItsOwnNameOfAColumn() throws {
        var script = DrillScript(.journal, .journal(SampleDesk.journal))
        script.press("/")
        for scalar in "who:ada".unicodeScalars { script.send(.key(KeyStroke(scalar))) }
        guard case .journal(let filter, _, _)? = script.question else {
            Issue.record("nothing was asked")
            return
        }
        #expect(filter.terms.map(\.column) == ["actor"])
    }

    @Test func escapePutsBackWhatWasThere() {
        var script = ConsoleScript()
        script.press("j j j")
        let before = script.state.list(.pane(.files))
        script.press("/")
        script.type("0401")
        #expect(names(script) == 1)
        script.press("Esc")
        #expect(names(script) == 40)
        #expect(script.state.list(.pane(.files)).position == before.position)
    }

    @Test(arguments: ["bad:>x", "nocolumn:x", "!", ">"])
    func aProblemIsSaidAndNothingChanges(text: String) {
        var script = ConsoleScript()
        script.press("/")
        script.type(text)
        #expect(names(script) == 40 || !text.hasPrefix("!"))
        script.press("Enter")
        #expect(script.state.overlay != nil)
    }

    @Test func anActiveFilterIsClearedBeforeAnythingElseIsLeft() {
        var script = ConsoleScript()
        script.press("z /")
        script.type("0401")
        script.press("Enter Esc")
        #expect(names(script) == 40)
        #expect(script.state.isZoomed)
        script.press("Esc")
        #expect(!script.state.isZoomed)
    }

    @Test func findGoesToRowsWithoutHidingAny() {
        var script = ConsoleScript()
        script.press("F3")
        script.type("state:stored")
        script.press("Enter")
        #expect(names(script) == 40)
        let first = script.state.list(.pane(.files)).position
        script.press("n")
        #expect(script.state.list(.pane(.files)).position > first)
        script.press("N")
        #expect(script.state.list(.pane(.files)).position == first)
        script.press("N")
        #expect(script.state.list(.pane(.files)).position == 39)
    }

    @Test func aPasteWithControlCharactersIsRefused() {
        var script = ConsoleScript()
        script.press("/")
        script.send(.paste(Array("0401\u{1B}[31m".utf8)))
        #expect(names(script) == 40)
        script.send(.paste(Array("0401\n".utf8)))
        #expect(names(script) == 1)
    }

    @Test func aPasteOutsideOfInputFieldsDoesNothing() {
        var script = ConsoleScript()
        script.send(.paste(Array("qqq".utf8)))
        #expect(script.effects.allSatisfy { $0 != .quit })
    }

    @Test(arguments: [
        (">61,4", "61,4 has a comma, write a point: 61.4"),
        ("range line:<=-0,5", "-0,5 has a comma, write a point: -0.5"),
        (">1,x", "> wants a number, not \"1,x\""), (">1,000,000", "> wants a number"),
        ("\">61,4\" >x", "> wants a number, not \"x\""),
    ])
    func aDecimalCommaIsToldApartFromWhatIsNoNumber(typed: String, said: String) {
        var script = ConsoleScript()
        script.press("4 /")
        script.type(typed)
        #expect(script.canvas().text.contains(said), "\(script.canvas().text)")
        script.press("Enter")
        #expect(script.state.overlay != nil)
    }
}
