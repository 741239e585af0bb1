import SluiceConsole
import SluiceCore
import Testing

/// What holds for every screen of the quarantine desk, at any size and with any data.
@Suite struct DeskLooksTests {
    /// A screen with what the store answered.
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let screen: Screen
        let answer: StationAnswer?
        var keys = ""
        var testDescription: String { name }
    }

    static let samples: [Sample] = [
        Sample(
            name: "editor", screen: .edit(EditView(entry: 118)),
            answer: .record(SampleDesk.record()), keys: "^U 1 , Tab"),
        Sample(
            name: "editor, hostile", screen: .edit(EditView(entry: 118)),
            answer: .record(
                SampleDesk.record(
                    SampleDesk.line.replacing("104", with: "\u{1B}[2J\u{202E}日本\u{9B}"))),
            keys: "Tab 1 S-Tab S-Tab S-Tab ^X"),
        Sample(
            name: "editor, a file", screen: .edit(EditView(entry: 9)),
            answer: .record(SampleAnswers.fileEntry)),
        Sample(
            name: "editor, no dataset", screen: .edit(EditView(entry: 9)),
            answer: .record(SampleAnswers.hostileRecord)),
        Sample(
            name: "preview", screen: .operation(preview(Hostile.name)),
            answer: .preview(SampleDesk.repair), keys: "3 4 j Space o"),
        Sample(
            name: "preview, hostile", screen: .operation(preview(Hostile.name)),
            answer: .preview(hostile)),
        Sample(
            name: "preview, refused", screen: .operation(preview("x")),
            answer: .failed("no \u{1B}[1m\n\u{202E}v/\n  ^")),
        Sample(name: "preview, awaited", screen: .operation(preview("x")), answer: nil),
        Sample(
            name: "rules, tried", screen: .rules(dataset: "university"),
            answer: .rules(SampleDesk.rules), keys: "G Enter Tab ^U 2"),
        Sample(name: "journal", screen: .journal, answer: .journal(SampleDesk.journal)),
        Sample(name: "journal, empty", screen: .journal, answer: .journal([])),
    ]

    private static func preview(_ scope: String) -> OperationView {
        OperationView(
            request: OperationRequest(
                .repair(
                    .entries([1]),
                    [FieldRepair(field: Hostile.name, change: .value("\u{1B}[31m"))]),
                actor: "ada", reason: Hostile.name), scope: scope)
    }

    private static var hostile: OperationReport {
        var report = OperationReport()
        (report.counts.stored, report.counts.changed) = (.max / 4, .max / 4)
        report.counts.skipped = 1
        report.outcomes = [
            RecordOutcome(
                entry: .max, fileName: Hostile.name, line: .max, field: Hostile.name,
                before: Hostile.bytes, after: Hostile.bytes, end: .skipped(Hostile.name)),
            RecordOutcome(
                entry: 1, fileName: "", line: nil, field: "", before: nil, after: nil,
                end: .stillInvalid([])),
        ]
        report.effects = [
            AggregateEffect(
                location: Hostile.name, metric: Hostile.name, before: MetricStatistics(),
                after: MetricStatistics(
                    count: .max / 4, mean: -1.7e308, squaredDeviations: .infinity, minimum: 0,
                    maximum: 0), hours: HourSpans())
        ]
        return report
    }

    @Test(arguments: samples)
    func noSizeIsTooSmallAndNothingRawReachesTheScreen(sample: Sample) {
        for (columns, rows) in [
            (1, 1), (2, 2), (24, 6), (25, 7), (31, 9), (40, 12), (79, 23), (80, 24), (111, 17),
            (120, 40), (300, 100),
        ] {
            var script = DrillScript(sample.screen, sample.answer, columns: columns, rows: rows)
            script.press(sample.keys)
            for scalar in script.canvas().text.unicodeScalars where scalar != "\n" {
                #expect(!scalar.properties.isDefaultIgnorableCodePoint, "\(scalar.value)")
                #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
                #expect(scalar.properties.generalCategory != .format, "\(scalar.value)")
            }
            #expect(script.canvas(.ascii).text.utf8.allSatisfy { $0 < 0x7F })
        }
    }

    @Test(arguments: samples, 1...3)
    func anyKeysAreHarmless(sample: Sample, seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let keys =
            ActionCatalog.all.flatMap(\.keys).compactMap { KeyStroke($0) }
            .filter { $0 != KeyStroke("q") && $0 != KeyStroke("Q") }
            + ["5", "v", "=", "y", "Enter"].compactMap { KeyStroke($0) }
        var script = DrillScript(sample.screen, sample.answer)
        for step in 0..<200 {
            script.send(.key(keys[random.below(keys.count)]))
            if step % 9 == 0 { _ = script.canvas() }
            if step % 31 == 0 {
                script.send(.paste((0..<random.below(9)).map { _ in UInt8(random.below(256)) }))
            }
        }
    }
}
