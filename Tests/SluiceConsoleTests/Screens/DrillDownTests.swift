import SluiceConsole
import SluiceCore
import Testing

/// What holds for every drill-down, whatever it shows.
@Suite struct DrillDownTests {
    /// A drill-down with what the store answered.
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let screen: Screen
        let answer: StationAnswer?
        var testDescription: String { name }
    }

    static let ordinary: [Sample] = [
        Sample(name: "file", screen: .file(411), answer: .file(SampleAnswers.file)),
        Sample(
            name: "location", screen: .location("104"), answer: .location(SampleAnswers.location)),
        Sample(name: "record", screen: .record(118), answer: .record(SampleAnswers.record)),
        Sample(
            name: "record-hex", screen: .record(118, hex), answer: .record(SampleAnswers.record)),
        Sample(
            name: "rules", screen: .rules(dataset: "university", field: "temperature_celsius"),
            answer: .rules(SampleAnswers.rules)),
        Sample(
            name: "groups", screen: .groups(GroupsView()), answer: .groups(SampleAnswers.groups)),
        Sample(
            name: "held", screen: .held(HeldView(title: "RANGE temperature_celsius")),
            answer: .quarantine(SampleAnswers.page())),
        Sample(name: "log-line", screen: .logLine(2), answer: nil),
        Sample(name: "alert", screen: .alert(1), answer: nil),
    ]

    static let special: [Sample] = [
        Sample(name: "file-clean", screen: .file(411), answer: .file(SampleAnswers.cleanFile)),
        Sample(
            name: "file-rejected", screen: .file(411), answer: .file(SampleAnswers.rejectedFile)),
        Sample(
            name: "file-duplicate", screen: .file(411), answer: .file(SampleAnswers.duplicateFile)),
        Sample(
            name: "file-superseded", screen: .file(411),
            answer: .file(SampleAnswers.supersededFile)),
        Sample(name: "file-hostile", screen: .file(411), answer: .file(SampleAnswers.hostileFile)),
        Sample(name: "file-wide", screen: .file(411), answer: .file(SampleAnswers.wideFile)),
        Sample(name: "file-huge", screen: .file(411), answer: .file(SampleAnswers.hugeFile)),
        Sample(name: "file-waiting", screen: .file(411), answer: nil),
        Sample(name: "file-missing", screen: .file(411), answer: .missing),
        Sample(
            name: "file-failed", screen: .file(411),
            answer: .failed("the database is locked by another program; close it and try again")),
        Sample(
            name: "location-empty", screen: .location("104"),
            answer: .location(SampleAnswers.emptyLocation)),
        Sample(
            name: "location-hostile", screen: .location(Hostile.name),
            answer: .location(SampleAnswers.hostileLocation)),
        Sample(
            name: "location-huge", screen: .location("日本"),
            answer: .location(SampleAnswers.hugeLocation)),
        Sample(
            name: "record-hostile", screen: .record(7), answer: .record(SampleAnswers.hostileRecord)
        ),
        Sample(
            name: "record-hostile-hex", screen: .record(7, hex),
            answer: .record(SampleAnswers.hostileRecord)),
        Sample(name: "record-wide", screen: .record(7), answer: .record(SampleAnswers.wideRecord)),
        Sample(name: "record-huge", screen: .record(7), answer: .record(SampleAnswers.hugeRecord)),
        Sample(
            name: "record-released", screen: .record(118),
            answer: .record(SampleAnswers.releasedRecord)),
        Sample(
            name: "record-accepted", screen: .record(118),
            answer: .record(SampleAnswers.acceptedRecord)),
        Sample(name: "record-file", screen: .record(9), answer: .record(SampleAnswers.fileEntry)),
        Sample(
            name: "rules-empty", screen: .rules(dataset: "x"),
            answer: .rules(RulesPage(dataset: "x", path: "data/datasets/x.toml", rows: []))),
        Sample(name: "groups-empty", screen: .groups(GroupsView()), answer: .groups([])),
        Sample(
            name: "groups-hostile", screen: .groups(GroupsView()),
            answer: .groups(SampleAnswers.hostileGroups)),
        Sample(
            name: "held-empty", screen: .held(HeldView(title: Hostile.name)),
            answer: .quarantine(QuarantinePage(offset: 0, rows: [], matches: 0, anchor: nil))),
        Sample(
            name: "held-huge", screen: .held(HeldView(title: "all")),
            answer: .quarantine(SampleAnswers.page(matches: 1_234_567))),
        Sample(name: "log-line-hostile", screen: .logLine(4), answer: nil),
        Sample(name: "log-line-gone", screen: .logLine(99), answer: nil),
        Sample(name: "alert-cleared", screen: .alert(2), answer: nil),
        Sample(name: "alert-gone", screen: .alert(99), answer: nil),
    ]

    private static let hex: RawView = {
        var view = RawView()
        view.isHex = true
        return view
    }()

    @Test(arguments: ordinary, [(200, 60), (120, 40), (80, 24), (40, 12)])
    func itLooksAsRecorded(sample: Sample, size: (columns: Int, rows: Int)) throws {
        let script = DrillScript(
            sample.screen, sample.answer, columns: size.columns, rows: size.rows)
        try ScreenSnapshot.check(
            script.canvas(), "screens-\(sample.name)-\(size.columns)x\(size.rows)",
            hasFooter: false)
    }

    @Test(arguments: special)
    func whatIsOutOfTheOrdinaryLooksAsRecorded(sample: Sample) throws {
        try ScreenSnapshot.check(
            DrillScript(sample.screen, sample.answer).canvas(), "screens-\(sample.name)-80x24",
            hasFooter: false)
    }

    @Test(arguments: ordinary)
    func inASCIIItLooksAsRecorded(sample: Sample) throws {
        try ScreenSnapshot.check(
            DrillScript(sample.screen, sample.answer).canvas(.ascii),
            "screens-\(sample.name)-80x24-ascii", hasFooter: false)
    }

    @Test(arguments: ordinary + special)
    func noSizeIsTooSmallAndNothingRawReachesTheScreen(sample: Sample) {
        for (columns, rows) in [
            (1, 1), (2, 2), (24, 6), (25, 7), (31, 9), (40, 12), (79, 23), (80, 24), (111, 17),
            (120, 40), (300, 100),
        ] {
            let script = DrillScript(sample.screen, sample.answer, columns: columns, rows: rows)
            for scalar in script.canvas().text.unicodeScalars where scalar != "\n" {
                #expect(!scalar.properties.isDefaultIgnorableCodePoint, "\(scalar.value)")
                #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
                #expect(scalar.properties.generalCategory != .format, "\(scalar.value)")
            }
            #expect(script.canvas(.ascii).text.utf8.allSatisfy { $0 < 0x7F })
        }
    }

    @Test(arguments: ordinary + special)
    func everyKeyIsHarmlessAndEscapeLeadsBack(sample: Sample) {
        var script = DrillScript(sample.screen, sample.answer)
        script.press("j j G g ^D ^U PgDn PgUp k h l l + + - Left ^X h h t m [ ^X l z p p")
        #expect(!script.effects.contains(.quit))
        #expect(script.state.screens.count == 1)
        script.press("Esc")
        #expect(script.state.screens.isEmpty)
        script.press("Esc Esc")
        #expect(!script.effects.contains(.quit))
    }

    @Test func anAnswerToAQuestionOfAnotherScreenIsNotShown() {
        var script = DrillScript(.file(411), .record(SampleAnswers.record))
        #expect(script.canvas().text.contains("asking the store for the file"))
        script.press("Enter Esc")
        #expect(script.state.screens.isEmpty)
    }
}
