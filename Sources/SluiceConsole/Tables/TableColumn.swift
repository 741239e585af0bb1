/// One column of a list: what it is called, how wide it is, when it is left out, and what it shows of a row.
package struct TableColumn<Row>: Sendable {
    /// How the column is known and drawn, whatever its rows are.
    package let layout: ColumnLayout
    /// What it holds, for sorting and filtering.
    package let value: @Sendable (Row) -> ColumnValue
    /// What it shows.
    package let field: @Sendable (Row, ConsoleState) -> Field

    /// Makes a column.
    package init(
        _ layout: ColumnLayout, value: @escaping @Sendable (Row) -> ColumnValue,
        field: @escaping @Sendable (Row, ConsoleState) -> Field
    ) {
        self.layout = layout
        self.value = value
        self.field = field
    }
}
