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
        guard let read = number(cell.bytes, decimalMark: cell.column.field.decimalMark) else {
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

    /// The double of a text with a decimal mark; nil when it is no finite number.
    package static func number(_ bytes: [UInt8], decimalMark: UInt8) -> Double? {
        guard let text = pointed(bytes, decimalMark: decimalMark) else { return nil }
        return DecimalNumber.parse(text)
    }

    /// The text with a point for its decimal mark; nil when it has a point although that is not the mark.
    package static func pointed(_ bytes: [UInt8], decimalMark: UInt8) -> [UInt8]? {
        let point = UInt8(ascii: ".")
        guard decimalMark != point else { return bytes }
        guard !bytes.contains(point) else { return nil }
        return bytes.map { $0 == decimalMark ? point : $0 }
    }
}
