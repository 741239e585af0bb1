import FoundationEssentials
import SluiceConsole
import SluiceCore
import Testing

/// Trying other limits on the rules screen, and putting them into force.
@Suite struct RuleTrialTests {
    private static func script(columns: Int = 80, rows: Int = 24) -> DrillScript {
        DrillScript(
            .rules(dataset: "university"), .rules(SampleDesk.rules), columns: columns, rows: rows)
    }

    /// Answers the open trial as the sample has it.
    private static func answerTrial(_ script: inout DrillScript) {
        guard let asked = script.state.requests.asked[.aside(0)],
            case .trial(_, let changes) = asked.query
        else { return }
        script.send(.answer(asked.id, .trial(SampleDesk.trial(changes))))
    }

    private static func draft(_ script: DrillScript) -> RuleDraft? {
        guard case .rules(_, _, let draft)? = script.state.screens.last else { return nil }
        return draft
    }

    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func itLooksAsRecorded(columns: Int, rows: Int) throws {
        var script = Self.script(columns: columns, rows: rows)
        script.press("G k k k Enter ^U - 3")
        Self.answerTrial(&script)
        try ScreenSnapshot.check(
            script.canvas(), "desk-rules-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func quittingAsksWhereLimitsAreTried() {
        var script = Self.script()
        script.press("G k k k Enter ^U - 3 Enter q")
        #expect(script.canvas().text.contains("The limits tried are not in force."))
        script.press("Esc")
        #expect(Self.draft(script)?.changes.isEmpty == false)
    }

    @Test func theReadmeHasTheLastRowsOfItsScreensAsTheyAre() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        func isShown(_ canvas: Canvas) -> Bool {
            let last = canvas.text.split(separator: "\n").last ?? ""
            return readme.contains("\n\(last)\n```\n")
        }
        var script = Self.script()
        script.press("G Enter Tab ^U 2 Enter k k k Enter ^U - 3 Enter")
        Self.answerTrial(&script)
        #expect(isShown(script.canvas()), "\(script.canvas().text)")
        script.press("w")
        script.answer(.preview(SampleDesk.freed))
        #expect(isShown(script.canvas()), "\(script.canvas().text)")
    }

    @Test func everyKeyAsksWhatTheLimitsWouldDo() {
        var script = Self.script()
        script.press("G k k k Enter")
        #expect(
            script.state.requests.asked[.aside(0)]?.query
                == .trial(
                    dataset: "university",
                    [RuleChange(field: "mood_score", minimum: 0, maximum: 5)]))
        script.press("^U - 3")
        #expect(
            script.state.requests.asked[.aside(0)]?.query
                == .trial(
                    dataset: "university",
                    [RuleChange(field: "mood_score", minimum: -3, maximum: 5)]))
        Self.answerTrial(&script)
        #expect(script.canvas().text.contains("free 69 held records"))
        #expect(script.canvas().text.contains("newly reject 0 stored rows"))
    }

    @Test func whatIsNoLimitIsSaidAndNotAsked() {
        var script = Self.script()
        script.press("G k k k Enter ^U x")
        #expect(script.canvas().text.contains("a number, or nothing"))
        script.press("Enter")
        #expect(script.state.overlay != nil)
        script.press("Backspace 9")
        #expect(script.canvas().text.contains("the first is larger"))
        script.press("Esc")
        #expect(Self.draft(script)?.changes.isEmpty == true)
    }

    @Test func aLimitCanBeTakenAway() {
        var script = Self.script()
        script.press("G Enter Tab ^U Enter")
        #expect(
            Self.draft(script)?.changes
                == [RuleChange(field: "mental_health_status", minimum: 0, maximum: nil)])
        script.press("^R")
        #expect(Self.draft(script)?.changes.isEmpty == true)
    }

    @Test func limitsCanBeNamedInThePalette() {
        var script = Self.script()
        script.press("G :")
        for scalar in "limits 0..2".unicodeScalars { script.send(.key(KeyStroke(scalar))) }
        script.press("Enter")
        #expect(
            Self.draft(script)?.changes
                == [RuleChange(field: "mental_health_status", minimum: 0, maximum: 2)])
    }

    @Test func leavingAsksWhenLimitsWereTried() {
        var script = Self.script()
        script.press("Esc")
        #expect(script.state.screens.isEmpty)
        script = Self.script()
        script.press("G Enter Tab ^U 2 Enter Esc Esc")
        #expect(script.state.screens.count == 1)
        script.press("Esc y")
        #expect(script.state.screens.isEmpty)
    }

    @Test func theGroupsOfWhatARuleHoldsAreOneKeyAway() {
        var script = Self.script()
        script.press("G f")
        guard case .groups(let query, _)? = script.question else {
            Issue.record("\(String(describing: script.question))")
            return
        }
        #expect(query.group?.code == .range && query.group?.field == "mental_health_status")
    }
}
