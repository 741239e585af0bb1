/// Numbers with decimals where whole ones are wanted, which are as good when they are rounded.
///
/// `50.3` persons are 50. Only where the rounded number lies in the range of the field, and near what is stored at the place.
package enum WholeNumberSuggestion: SuggestionRule {
    package static let name = "wholeNumber"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .number, let field = evidence.field, field.type == .integer else {
            return nil
        }
        let broken = evidence.numbers.filter { $0.value != $0.value.rounded() }
        let fitting = broken.filter { value, location in
            switch evidence.fit(value.rounded(), at: location) {
            case .near, .inRange: true
            case .far, nil: false
            }
        }
        guard let first = fitting.first,
            SuggestionEvidence.isMostly(fitting.count, of: evidence.records.count)
        else { return nil }
        return Suggestion(
            "whole numbers are wanted: \(SuggestionText.number(first.value)) is "
                + "\(SuggestionText.number(first.value.rounded())) rounded",
            repairs: [FieldRepair(field: field.name, change: .expression("round(v)"))])
    }
}
