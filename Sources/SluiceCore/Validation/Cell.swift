/// One cell on its way through the rules of the catalog.
package struct Cell {
    /// The cell's text without quotes and without surrounding spaces and tabs.
    package let bytes: [UInt8]
    /// What is known of its column.
    package let column: ColumnPlan
    /// What it holds as far as the rules have read it; at first its text.
    package var value: CellValue

    /// A cell that no rule has looked at.
    package init(trimmed bytes: [UInt8], column: ColumnPlan) {
        self.bytes = bytes
        self.column = column
        value = .text(bytes)
    }
}
