import SluiceConsole
import SluiceCore
import Testing

/// What a preview says of aggregates: which move, from what to what.
@Suite struct OperationEffectsTests {
    @Test func effectsThatWereLeftOutAreSaidToBe() {
        var report = OperationReport()
        (report.counts.stored, report.counts.changed) = (1, 1)
        report.leavesOutEffects = true
        #expect(
            PreviewScript.make(PreviewScript.request, .preview(report)).canvas().text.contains(
                "left out: how aggregates move"))
    }

    /// A preview whose effects are on so many locations.
    private static func moving(_ locations: Int) -> OperationReport {
        var report = SampleDesk.repair
        report.effects = (0..<locations).map { number in
            var effect = report.effects[0]
            effect.location = "\(101 + number)"
            return effect
        }
        return report
    }

    @Test func asManyLocationsAsFitAreNamed() {
        func words(_ locations: Int, columns: Int) -> String {
            PreviewScript.make(
                PreviewScript.request, .preview(Self.moving(locations)), columns: columns, rows: 40
            )
            .canvas().text.split(separator: "\n").first { $0.contains("rows by location") }
            .map(String.init) ?? ""
        }
        #expect(words(5, columns: 120).contains(" 101 +13  102 +13  103 +13  104 +13  105 +13 "))
        #expect(!words(5, columns: 120).contains("more"))
        for columns in 60...160 {
            let line = words(45, columns: columns)
            let named = line.ranges(of: "+13").count
            #expect(named == 0 || line.contains("  +\(45 - named) more "), "\(line)")
        }
        #expect(words(45, columns: 120).ranges(of: "+13").count > 5)
    }

    @Test func effectsThatAreNotShownAreCountedAndHaveACommand() {
        func text(_ effects: Int, _ columns: Int, _ rows: Int) -> String {
            PreviewScript.make(
                PreviewScript.request, .preview(Self.moving(effects)), columns: columns, rows: rows
            ).canvas().text
        }
        let rest = "more  all by sluice quarantine repair … --dry-run --json"
        #expect(text(45, 120, 40).contains(" … 40 \(rest)"))
        #expect(text(45, 80, 24).contains(" … 43 \(rest)"))
        #expect(text(6, 120, 40).ranges(of: "avg temperature_celsius 10").count == 6)
        #expect(!text(6, 120, 40).contains("dry-run"))
    }

    @Test func moreOfTheAggregatesIsShownWhereThereIsRoom() {
        var report = SampleDesk.repair
        report.effects = (1...20).map { number in
            let (before, after) = (
                MetricStatistics(
                    count: 9, mean: 2, squaredDeviations: 8, minimum: 1, maximum: 3),
                MetricStatistics(
                    count: 10, mean: 2.5, squaredDeviations: 36, minimum: 1, maximum: 7)
            )
            return AggregateEffect(
                location: "\(number)", metric: "temperature_celsius", before: before, after: after,
                hours: HourSpans())
        }
        func lines(_ columns: Int, _ rows: Int) -> [String] {
            PreviewScript.make(
                PreviewScript.request, .preview(report), columns: columns, rows: rows
            )
            .canvas().text.split(separator: "\n").map(String.init)
            .filter { $0.contains("avg temperature_celsius") }
        }
        #expect(lines(80, 24).count == 2 && lines(200, 60).count > 10)
        #expect(
            lines(200, 60)[0].contains(
                "2.000 → 2.500  (n 9 → 10)  min 1.000  max 3.000 → 7.000  sd 1.000 → 2.000")
        )
        #expect(lines(80, 24)[0].contains("2.000 → 2.500  (n 9 → 10)"))
    }
}
