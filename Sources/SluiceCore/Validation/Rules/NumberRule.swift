/// Checks that a cell is a finite decimal number and converts it to the stored unit.
///
/// The grammar is `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?` in ASCII, with the decimal mark of the field; the value is the
/// correctly rounded double. Accepted: `21.5`, `+.5e1`, `1.`. Rejected: `1e`, `NaN`, `0x10`, `1,5`, `1e999`, `NA`.
package enum NumberRule: CellRule {
    package static let name = "number"
    package static let code = FindingCode.number
    package static let summary = "a number is decimal and finite"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard cell.column.role == .number else { return .passed }
        let mark = cell.column.field.decimalMark
        guard
            let read = DecimalNumber.parse(
                cell.bytes.span, 0..<cell.bytes.count, decimalMark: mark)
        else {
            return .unusable("not a finite decimal number")
        }
        if cell.column.field.type == .integer && read != read.rounded() {
            return .unusable("not a whole number")
        }
        let value = cell.column.field.conversion.map { $0(read) } ?? read
        guard value.isFinite else {
            return .unusable("the converted number is too large")
        }
        cell.value = .number(value)
        return .passed
    }
}
