/// Checks that a number lies in the range of its field, bounds included, in the stored unit. Changes nothing.
///
/// Accepted: a `mood_score` of `0` or `5.0`, with the range 0…5. Rejected: `-0.1` and `5.000001`.
package enum RangeRule: CellRule {
    package static let name = "range"
    package static let code = FindingCode.range
    package static let summary = "a number lies in the range of its field"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard let value = cell.value.double else { return .passed }
        let column = cell.column
        // Written so that a value that compares with nothing would be refused.
        if value >= column.minimum && value <= column.maximum { return .passed }
        return .flawed(column.rangeExpectation)
    }

    /// What the finding says of a field's range; made once per column.
    package static func expectation(of field: DatasetField) -> String {
        let unit = field.unit.isEmpty ? "" : " " + field.unit
        switch (field.constraints.minimum, field.constraints.maximum) {
        case (let minimum?, let maximum?):
            return "outside \(text(minimum)) to \(text(maximum))\(unit)"
        case (let minimum?, nil):
            return "below \(text(minimum))\(unit)"
        case (nil, let maximum?):
            return "above \(text(maximum))\(unit)"
        case (nil, nil):
            return "out of range"
        }
    }

    /// A bound as a person writes it: 100000, not 100000.0.
    private static func text(_ bound: Double) -> String {
        Int64(exactly: bound).map(String.init) ?? String(bound)
    }
}
