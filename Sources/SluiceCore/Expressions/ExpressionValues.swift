/// Gives cells of a record to expressions as values.
package enum ExpressionValues {
    /// The value of a cell as it stands in a file, unquoted: no value when it is blank or absent, a number in a numeric field
    /// where it is one, else its text without surrounding blanks.
    package static func value(
        of cell: [UInt8]?, _ field: ExpressionField, decimalMark: UInt8 = UInt8(ascii: ".")
    ) -> CellValue {
        guard let cell else { return .missing }
        let text = TextCheck.trimmed(cell)
        if text.isEmpty { return .missing }
        guard field.isNumeric else { return .text(text) }
        if let number = DecimalNumber.integer(text.span, 0..<text.count, decimalMark: decimalMark) {
            return .integer(number)
        }
        let number = DecimalNumber.parse(text.span, 0..<text.count, decimalMark: decimalMark)
        return number.map { .number($0) } ?? .text(text)
    }
}
