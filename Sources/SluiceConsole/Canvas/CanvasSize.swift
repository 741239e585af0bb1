/// Columns and rows of a screen; neither is ever negative.
package struct CanvasSize: Sendable, Hashable {
    /// Cells of a row.
    package let columns: Int
    /// Rows.
    package let rows: Int

    /// Makes a size; a negative number counts as 0.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}
