/// Checks that a cell of a boolean field is a truth value, which becomes 1 or 0.
///
/// Accepted: `true`, `True`, `TRUE`, `1`, `false`, `False`, `FALSE`, `0`. Rejected: `yes`, `tRUE`, `2`.
package enum BooleanRule: CellRule {
    package static let name = "boolean"
    package static let code = FindingCode.enumeration
    package static let summary = "a truth value is true or false"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard cell.column.role == .boolean else { return .passed }
        switch String(decoding: cell.bytes, as: UTF8.self) {
        case "true", "True", "TRUE", "1": cell.value = .integer(1)
        case "false", "False", "FALSE", "0": cell.value = .integer(0)
        default: return .unusable("expected true or false")
        }
        return .settled
    }
}
