/// Degrees Fahrenheit where Celsius or Kelvin is expected: converted they lie in the range and near what is stored at the place.
///
/// `61.4` at a place that has 12…24 °C is suggested, `99` at a place that has 90…95 is not.
package enum FahrenheitSuggestion: SuggestionRule {
    package static let name = "fahrenheit"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .range, let field = evidence.field,
            let target = temperatureUnit(of: field), !["degF", "°F"].contains(target),
            let conversion = UnitCatalog.conversion(from: "degF", to: target)
        else { return nil }
        let numbers = evidence.numbers
        var fitting = 0
        var example: (value: Double, near: SuggestionEvidence.Neighbours?)?
        for (value, location) in numbers {
            switch evidence.fit(conversion(value), at: location) {
            case .near(let known):
                fitting += 1
                if example?.near == nil { example = (value, known) }
            case .inRange:
                fitting += 1
                if example == nil { example = (value, nil) }
            case .far, nil: break
            }
        }
        guard let example, SuggestionEvidence.isMostly(fitting, of: numbers.count) else {
            return nil
        }
        let converted = SuggestionText.number(conversion(example.value))
        return Suggestion(
            "°F: \(SuggestionText.number(example.value)) is \(converted) \(shown(target))"
                + SuggestionText.near(example.near),
            repairs: [
                FieldRepair(field: field.name, change: .conversion(from: "degF", to: target))
            ])
    }

    /// The unit of the file; degrees Celsius for a temperature of which no unit is told.
    static func temperatureUnit(of field: DatasetField) -> String? {
        let unit = field.sourceUnit.isEmpty ? field.unit : field.sourceUnit
        if unit.isEmpty { return field.name.lowercased().contains("temp") ? "degC" : nil }
        return UnitCatalog.names(like: "degC").contains(unit) ? unit : nil
    }

    private static func shown(_ unit: String) -> String { unit == "degC" ? "°C" : unit }
}
