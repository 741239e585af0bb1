/// Values that are 10, 100 or 1000 times too large or too small: changed they are like what is stored at the place.
///
/// `235` at a place that has 18…26 is 23.5; without stored values nothing is said. A value a little beyond a limit is nothing
/// of the kind: changed it must lie among the values of the place, where there are many, and be whole where they are.
package enum ScaleSuggestion: SuggestionRule {
    package static let name = "scale"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .range, let field = evidence.field else { return nil }
        let numbers = evidence.numbers.filter { $0.value != 0 }
        for (factor, isDivided) in [10.0, 100, 1000].flatMap({ [($0, true), ($0, false)] }) {
            let changed = { (value: Double) in isDivided ? value / factor : value * factor }
            var near: (value: Double, known: SuggestionEvidence.Neighbours)?
            let fitting = numbers.count { value, location in
                let now = changed(value)
                guard case .near(let known) = evidence.fit(now, at: location),
                    isAmong(field.conversion?(now) ?? now, known.statistics),
                    field.type != .integer || now == now.rounded()
                else { return false }
                near = near ?? (value, known)
                return true
            }
            guard let near, SuggestionEvidence.isMostly(fitting, of: numbers.count) else {
                continue
            }
            let shown = Int(factor)
            return Suggestion(
                "\(isDivided ? "\(shown) times too large" : "\(shown) times too small"): "
                    + "\(SuggestionText.number(near.value)) is "
                    + SuggestionText.number(changed(near.value))
                    + SuggestionText.stored(changed(near.value), as: field)
                    + SuggestionText.near(near.known),
                repairs: [
                    FieldRepair(
                        field: field.name,
                        change: .expression("v \(isDivided ? "/" : "*") \(shown)"))
                ])
        }
        return nil
    }

    /// True when a value lies between the smallest and the largest stored; a little beside them where few are stored.
    private static func isAmong(_ value: Double, _ known: MetricStatistics) -> Bool {
        let margin = known.count < 100 ? (known.maximum - known.minimum) * 0.1 : 0
        return (known.minimum - margin...known.maximum + margin).contains(value)
    }
}
