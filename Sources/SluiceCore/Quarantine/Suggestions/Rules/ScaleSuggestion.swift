/// Values that are 10, 100 or 1000 times too large or too small: changed they are like what is stored at the place.
///
/// `235` at a place that has 18…26 is 23.5; without stored values nothing is said.
package enum ScaleSuggestion: SuggestionRule {
    package static let name = "scale"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .range, let field = evidence.field else { return nil }
        let numbers = evidence.numbers.filter { $0.value != 0 }
        for (factor, isDivided) in [10.0, 100, 1000].flatMap({ [($0, true), ($0, false)] }) {
            let changed = { (value: Double) in isDivided ? value / factor : value * factor }
            var near: (value: Double, known: MetricStatistics, location: String?)?
            let fitting = numbers.count { value, location in
                guard case .near(let known) = evidence.fit(changed(value), at: location) else {
                    return false
                }
                near = near ?? (value, known, location)
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
                    + SuggestionText.near(near.known, near.location),
                repairs: [
                    FieldRepair(
                        field: field.name,
                        change: .expression("v \(isDivided ? "/" : "*") \(shown)"))
                ])
        }
        return nil
    }
}
