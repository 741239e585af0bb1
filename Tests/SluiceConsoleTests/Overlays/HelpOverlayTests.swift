import SluiceConsole
import SluiceCore
import Testing

@Suite struct HelpOverlayTests {
    @Test(arguments: [(120, 40), (80, 24), (40, 12)])
    func helpShowsTheKeysThatWorkHere(columns: Int, rows: Int) throws {
        var script = ConsoleScript(columns: columns, rows: rows)
        script.press("?")
        try ScreenSnapshot.check(script.canvas(), "help-\(columns)x\(rows)")
    }

    @Test func everyKeyThatAppliesIsListedAndNoOther() {
        let script = ConsoleScript()
        let listed = HelpSection.all(script.state).flatMap(\.lines).map(\.text)
        for action in ActionCatalog.all where !action.keys.isEmpty {
            #expect(
                listed.contains(action.help) == action.applies(script.state), "\(action.id)")
        }
    }

    @Test(arguments: ["?", ": a", "T", "c", "/ x"])
    func theScreenIsDrawnAnewBelowWhateverLiesOverIt(_ keys: String) {
        var script = ConsoleScript()
        script.press(keys)
        #expect(script.state.overlay != nil)
        script.press("^L ^Z")
        #expect(script.effects.suffix(2) == [.redraw, .suspend])
        #expect(script.state.overlay != nil)
    }

    /// What ``HelpSection/window`` says of keys that no last row has room for.
    @Test(arguments: [
        ("?", "q"), ("?", "?"), ("?", "F1"), ("T", "q"), ("T", "T"), ("c", "q"), ("c", "c"),
        ("F6", "q"), ("F6", "F6"),
    ])
    func windowsCloseByTheKeysThatHelpNames(opener: String, key: String) {
        #expect(
            HelpSection.window.lines.contains {
                $0.keys.string.split(separator: " ").contains { $0 == key }
            })
        var script = ConsoleScript()
        script.press(opener)
        #expect(script.state.overlay != nil)
        script.press(key)
        #expect(script.state.overlay == nil)
        #expect(script.state.screens.isEmpty)
    }

    /// The headings of help, each with what its keys do.
    private static func sections(_ state: ConsoleState) -> [String: [String]] {
        let all = HelpSection.all(state).map { section in
            (section.title.string, section.lines.map { $0.text.string })
        }
        return Dictionary(uniqueKeysWithValues: all)
    }

    @Test func whatCannotBeDoneNowStandsUnderAHeadingThatSaysSo() {
        var script = ConsoleScript()
        #expect(Self.sections(script.state)["Not now"]?.contains("next matching row") == true)
        script.press("/ 0 Enter")
        #expect(Self.sections(script.state)["Find"]?.contains("next matching row") == true)
    }

    @Test func whatIsNeverAllowedIsNotListed() {
        var snapshot = SampleStation.busy
        snapshot.access = .readOnly
        let listed = Self.sections(ConsoleScript(snapshot).state)
        let all = listed.values.joined()
        #expect(
            !all.contains("take the last batch back") && all.contains("quit; the owner runs on"))
        #expect(listed["Not now"]?.contains("next matching row") == true)
    }

    @Test func theSignsBeforeRowsAreExplained() {
        var script = ConsoleScript()
        script.press("3")
        let signs = Self.sections(script.state)["Signs at rows"]
        #expect(signs?.contains("restated by an operation") == true)
        script.press("2")
        #expect(Self.sections(script.state)["Signs at rows"] == nil)
    }

    @Test func itIsHeadedByWhatIsOpen() {
        var script = DrillScript(.record(118), .record(SampleAnswers.record))
        script.press("?")
        #expect(script.canvas().text.contains("? Help: record 118"))
    }

    @Test func itScrollsToItsEndAndNoFurther() {
        var script = ConsoleScript(columns: 40, rows: 12)
        script.press("?")
        let start = script.canvas().text
        script.press("G")
        let end = script.canvas().text
        #expect(start != end)
        #expect(end.contains("limits: the other one"))
        script.press("j PgDn ^D")
        #expect(script.canvas().text == end)
        script.press("g k ^U PgUp")
        #expect(script.canvas().text == start)
    }

    @Test func onlyKeysThatScrollSomethingAreOffered() {
        func offered(_ script: ConsoleScript) -> [String] {
            let footer = script.canvas().text.split(separator: "\n").last ?? ""
            return ["j down", "k up"].filter { footer.contains(" \($0)") }
        }
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("?")
        #expect(offered(script) == ["j down"])
        script.press("j")
        #expect(offered(script) == ["j down", "k up"])
        script.press("G")
        #expect(offered(script) == ["k up"])
        var tall = ConsoleScript(columns: 200, rows: 60)
        tall.press("?")
        #expect(offered(tall) == [], "all of it is on one page")
    }

    @Test func itCanBeSearched() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("?")
        script.press("/")
        script.type("quit")
        let text = script.canvas().text
        #expect(text.contains("q F10"))
        #expect(!text.contains("half a page"))
        script.press("Esc")
        #expect(script.canvas().text.contains("half a page"))
        script.press("Esc")
        #expect(script.state.overlay == nil)
    }

    @Test func keysThatWereConfiguredAreShown() {
        var script = ConsoleScript(keys: KeyMap(overrides: ["theme": ["F9"]]))
        script.press("?")
        #expect(script.canvas().text.contains("F9"))
    }
}
