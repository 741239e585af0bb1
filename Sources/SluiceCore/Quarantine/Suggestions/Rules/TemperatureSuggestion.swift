/// Temperatures in another unit than the field expects: converted they lie in the range and near what is stored at the place.
///
/// `61.4` at a place that has 12…24 °C is °F, `290.4` is K; `99` at a place that has 90…95 is neither.
package enum TemperatureSuggestion: SuggestionRule {
    package static let name = "temperature"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .range, let field = evidence.field, let target = unit(of: field)
        else { return nil }
        for source in ["degF", "degC", "K"] where shown(source) != shown(target) {
            if let found = suggestion(from: evidence, field, source, target) { return found }
        }
        return nil
    }

    private static func suggestion(
        from evidence: SuggestionEvidence, _ field: DatasetField, _ source: String, _ target: String
    ) -> Suggestion? {
        guard let conversion = UnitCatalog.conversion(from: source, to: target) else { return nil }
        let numbers = evidence.numbers
        var fitting = 0
        var example: Example?
        for (value, location) in numbers {
            let converted = conversion(value)
            var found = Example(value: value)
            switch evidence.fit(converted, at: location) {
            case .near(let known):
                found.near = known
                let stored = field.conversion?(converted) ?? converted
                let statistics = known.statistics
                found.isAmong = (statistics.minimum...statistics.maximum).contains(stored)
            case .inRange: break
            case .far, nil: continue
            }
            fitting += 1
            if example.map({ found.rank > $0.rank }) ?? true { example = found }
        }
        guard let example, SuggestionEvidence.isMostly(fitting, of: numbers.count) else {
            return nil
        }
        let converted = conversion(example.value)
        return Suggestion(
            "\(shown(source)): \(SuggestionText.number(example.value)) is "
                + "\(SuggestionText.number(converted)) \(shown(target))"
                + SuggestionText.stored(converted, as: field) + SuggestionText.near(example.near),
            repairs: [
                FieldRepair(field: field.name, change: .conversion(from: source, to: target))
            ])
    }

    /// A value that shows what is meant: best one that lies among those that are stored.
    private struct Example {
        let value: Double
        var near: SuggestionEvidence.Neighbours?
        var isAmong = false
        var rank: Int { isAmong ? 2 : near == nil ? 0 : 1 }
    }

    /// The unit of the file; degrees Celsius for a temperature of which no unit is told.
    private static func unit(of field: DatasetField) -> String? {
        let unit = field.sourceUnit.isEmpty ? field.unit : field.sourceUnit
        if unit.isEmpty { return field.name.lowercased().contains("temp") ? "degC" : nil }
        return UnitCatalog.names(like: "degC").contains(unit) ? unit : nil
    }

    private static func shown(_ unit: String) -> String {
        unit.hasPrefix("deg") ? "°" + unit.dropFirst(3) : unit
    }
}
