/// Checks that the whole text of a cell matches the regular expression of its field. Changes nothing.
///
/// Accepted: `18.00.00` with the pattern `[0-9]{2}\.00\.00`. Rejected: `18.30.00`.
package enum PatternRule: CellRule {
    package static let name = "pattern"
    package static let code = FindingCode.pattern
    package static let summary = "a text matches the pattern of its field"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard let pattern = cell.column.pattern else { return .passed }
        return switch pattern.matches(cell.bytes) {
        case true?: .passed
        case false?: .flawed("does not match the pattern of the field")
        case nil: .flawed("is too long for the pattern of the field: make the pattern simpler")
        }
    }
}
