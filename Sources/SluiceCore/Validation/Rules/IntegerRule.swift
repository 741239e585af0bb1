/// Checks that a cell of an integer field is a number with an integral value, in any spelling, that fits 64 bits.
///
/// Accepted: `45`, `45.0`, `4.5e1`, `-0`. Rejected: `45.5`, `abc`, `1e30`.
package enum IntegerRule: CellRule {
    package static let name = "integer"
    package static let code = FindingCode.number
    package static let summary = "a whole number has an integral value"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard cell.column.role == .integer else { return .passed }
        let text = NumberRule.pointed(cell.bytes, decimalMark: cell.column.field.decimalMark)
        guard let text, let value = DecimalNumber.parseInteger(text) else {
            return .unusable("not a whole number")
        }
        cell.value = .integer(value)
        return .passed
    }
}
