/// Checks that a cell of an integer field is a number with an integral value, in any spelling, that fits 64 bits.
///
/// Accepted: `45`, `45.0`, `4.5e1`, `-0`. Rejected: `45.5`, `abc`; `1e30` unless the range
/// of the field refuses it anyway.
package enum IntegerRule: CellRule {
    package static let name = "integer"
    package static let code = FindingCode.number
    package static let summary = "a whole number has an integral value"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard cell.column.role == .integer else { return .passed }
        let mark = cell.column.field.decimalMark
        let range = 0..<cell.bytes.count
        if let value = DecimalNumber.integer(cell.bytes.span, range, decimalMark: mark) {
            cell.value = .integer(value)
            return .passed
        }
        // A whole number beyond 64 bits is out of range where there is a range that says so.
        if let value = DecimalNumber.parse(cell.bytes.span, range, decimalMark: mark),
            value.magnitude >= 0x1p63, value < cell.column.minimum || value > cell.column.maximum
        {
            cell.value = .number(value)
            return .passed
        }
        return .unusable("not a whole number")
    }
}
