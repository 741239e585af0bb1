/// Checks that a required cell has a value. A blank cell, or one with a text that stands for nothing, becomes NULL.
///
/// Accepted: an empty `humidity_percent`, which is optional. Rejected: an empty or blank `mood_score`.
package enum RequiredRule: CellRule {
    package static let name = "required"
    package static let code = FindingCode.null
    package static let summary = "a required field has a value"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard cell.column.isMissing(cell.bytes) else { return .passed }
        cell.value = .missing
        return cell.column.isRequired
            ? .unusable("a value is required, the field is empty") : .settled
    }
}
