/// Checks that a cell is one of the listed values: texts byte for byte, numbers by value. Changes nothing.
///
/// Accepted: `In` with the list `In`, `Out`; `1.0` with the list `0`, `1`. Rejected: `in` and `2`.
package enum EnumerationRule: CellRule {
    package static let name = "enum"
    package static let code = FindingCode.enumeration
    package static let summary = "a value is one of the listed ones"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        let column = cell.column
        guard !column.enumeration.isEmpty else { return .passed }
        let isListed =
            if let number = cell.value.double, column.field.type.isNumeric {
                column.enumerationNumbers.contains(number)
            } else {
                column.enumeration.contains(cell.bytes)
            }
        if isListed { return .passed }
        return .flawed("none of the \(column.enumeration.count) values allowed")
    }
}
