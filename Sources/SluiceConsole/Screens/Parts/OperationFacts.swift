internal import SluiceCore

/// What a preview says above its list: what would be done, to how many, and what becomes of the aggregates.
struct OperationFacts {
    let view: OperationView
    let report: OperationReport
    let zone: ShownZone
    /// The rows of the screen that facts and list share: more of them show how more aggregates move.
    let height: Int

    /// The lines, those that can be spared marked so.
    var lines: [FactLine] {
        let details = OperationWords.detail(view.request)
        return subject
            + details.enumerated().map { number, text in
                FactLine(number == 0 ? "change" : "", drop: number == 0 ? 1 : 8, [(text, .text)])
            } + results + effects
    }

    /// What it is done to, where that is not the dataset that the title names.
    private var subject: [FactLine] {
        if case .changeRules = view.request.operation { return [] }
        if let batch = report.reversed { return reversed(batch) }
        return [FactLine("what", drop: 6, [(Sanitiser.safe(view.scope, limit: 300), .text)])]
    }

    /// What the batch was that is taken back or done again.
    private func reversed(_ batch: JournalEntry) -> [FactLine] {
        let count = OperationWords.counted(batch.count, "record or row", "records and rows")
        let what = FactLine(
            "what",
            [
                ("batch \(batch.batch): \(data: batch.title)", .text), (count, .text),
                batch.fileName.isEmpty ? nil : (Sanitiser.safe(batch.fileName), .footerText),
            ])
        let done = FactLine(
            "done", drop: 2,
            [
                (ClockText.full(batch.microseconds, zone: zone), .text),
                ("by \(data: batch.actor)", .text),
                batch.reason.map { ("because \(Sanitiser.safe($0, limit: 200))", .footerText) },
            ])
        return [what, done]
    }

    /// What becomes of the entries that were looked at, with bars as parts of all of them.
    private var results: [FactLine] {
        let counts = view.counts(report)
        let all = Double(max(1, counts.looked, counts.changed))
        let results = counts.parts.map { part in
            ResultLine(
                text: "\(NumberText.grouped(part.count)) \(data: part.words)",
                share: Double(part.count) / all, isProblem: part.isProblem,
                reason: part.isProblem ? reasons(part.words) : nil)
        }
        guard !results.isEmpty else {
            return [FactLine("result", [("no record would be changed", .levelWarn)])]
        }
        return results.enumerated().map { number, result in
            FactLine(number == 0 ? "result" : "", drop: number == 0 ? 0 : 1 + number) {
                canvas, area in
                let width = ResultLine.barWidth(results, in: area.width, on: canvas)
                result.draw(barWidth: width, in: area, on: &canvas)
            }
        }
    }

    /// What is wrong with those that would stay, the most frequent first; nil where the report has not all of them.
    private func reasons(_ words: String) -> SafeText? {
        guard words == OperationReport.Counts.stillInvalidWords else { return nil }
        var counts: [FindingCode: Int] = [:]
        for outcome in report.outcomes {
            guard case .stillInvalid(let findings) = outcome.end, let first = findings.first else {
                continue
            }
            counts[first.code, default: 0] += 1
        }
        guard counts.values.reduce(0, +) == report.counts.stillInvalid else { return nil }
        let order = counts.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
        let words = order.prefix(3).map { "\(data: $0.key.rawValue) \($0.value)" as SafeText }
        return words.isEmpty ? nil : OperationWords.joined(words)
    }

    // MARK: Aggregates

    private var effects: [FactLine] {
        guard !report.leavesOutEffects || !report.effects.isEmpty else {
            let reason: SafeText = "left out: how aggregates move would take too long to add up"
            return [FactLine("effects", drop: 3, [(reason, .levelWarn)])]
        }
        guard !report.effects.isEmpty else { return [] }
        let moved = OperationWords.counted(report.effects.count, "aggregate", "aggregates")
        let all: SafeText = report.effects.count < OperationReport.effectLimit ? "" : "at least "
        let places = locations.map { place -> SafeText in
            "\(data: place.name) \(place.change >= 0 ? "+" : "" as SafeText)\(place.change)"
        }
        let restated: SafeText = "\(all)\(moved) restated"
        let first = FactLine("effects", drop: 3) { canvas, area in
            canvas.write(restated, column: 0, row: 0, in: area, width: area.width)
            let used = canvas.width(of: restated)
            guard let words = Self.list(places, in: area.width - used - 2, on: canvas) else {
                return
            }
            canvas.write(words, column: used + 2, row: 0, in: area, role: .footerText)
        }
        let room = max(2, (height - 20) / 3)
        // One more takes no more room than to say that there is one.
        let shown = movements.prefix(report.effects.count == room + 1 ? room + 1 : room)
        let further = report.effects.count - shown.count
        let command = OperationWords.command(view.request.operation)
        return [first]
            + shown.enumerated().map { number, effect in
                FactLine("", drop: 5 + number, Self.movement(effect))
            }
            + (further > 0
                ? [
                    FactLine(
                        "", drop: 6 + shown.count,
                        [
                            ("… \(further) more", .footerText),
                            ("all by \(command) … --dry-run --json", .footerText),
                        ])
                ] : [])
    }

    /// As many places as fit into a width, and how many more there are; nil where not one does.
    private static func list(
        _ places: [SafeText], in width: Int, on canvas: Canvas
    ) -> SafeText? {
        var words: SafeText = "rows by location"
        var fitting: SafeText?
        for (number, place) in places.enumerated() {
            words = "\(words)\(number == 0 ? " " : "  " as SafeText)\(place)"
            guard canvas.width(of: words) <= width else { break }
            let rest = places.count - number - 1
            let all: SafeText = rest > 0 ? "\(words)  +\(rest) more" : words
            if canvas.width(of: all) <= width { fitting = all }
        }
        return fitting
    }

    /// The effects, those on the fields that the operation is about first.
    private var movements: [AggregateEffect] {
        let fields: Set<String>
        switch view.request.operation {
        case .repair(_, let repairs): fields = Set(repairs.map(\.field))
        case .changeRules(_, let changes, _): fields = Set(changes.map(\.field))
        default: return report.effects
        }
        return report.effects.filter { fields.contains($0.metric) }
            + report.effects.filter { !fields.contains($0.metric) }
    }

    /// How many values each location gains, by the metric that gains the most there.
    private var locations: [(name: String, change: Int)] {
        var changes: [String: Int] = [:]
        for effect in report.effects {
            let change = effect.after.count - effect.before.count
            let known = changes[effect.location] ?? 0
            changes[effect.location] = abs(change) > abs(known) ? change : known
        }
        return changes.map { (name: $0.key, change: $0.value) }.sorted {
            (abs($0.change), $1.name) > (abs($1.change), $0.name)
        }
    }

    /// `avg temperature_celsius 104  24.30 → 24.10  (n 905 → 914)  min 18 → 4  max 30  sd 2.1 → 2.4`.
    private static func movement(_ effect: AggregateEffect) -> [FactLine.Fact?] {
        let counts: SafeText =
            "n \(NumberText.grouped(effect.before.count)) → \(NumberText.grouped(effect.after.count))"
        let mean = change(effect, \.mean)
        return [
            (
                "avg \(data: effect.metric) \(data: effect.location)  \(mean)  (\(counts))",
                .text
            ),
            ("min \(change(effect, \.minimum))", .footerText),
            ("max \(change(effect, \.maximum))", .footerText),
            ("sd \(change(effect, \.standardDeviation))", .footerText),
        ]
    }

    /// `24.30 → 24.10`; one number where they read alike.
    private static func change(
        _ effect: AggregateEffect, _ path: KeyPath<MetricStatistics, Double>
    ) -> SafeText {
        func shown(_ statistics: MetricStatistics) -> SafeText {
            statistics.count > 0 ? number(statistics[keyPath: path]) : "none"
        }
        let (before, after) = (shown(effect.before), shown(effect.after))
        return before == after ? before : "\(before) → \(after)"
    }

    private static func number(_ value: Double) -> SafeText {
        value.magnitude < 1e6 ? NumberText.fixed(value, decimals: 3) : NumberText.short(value)
    }
}
