/// A grid of cells that one frame is drawn on; the painter sends the terminal only what differs from the frame before.
package struct Canvas: Sendable {
    /// Its columns and rows.
    package let size: CanvasSize
    /// What the terminal can show.
    package let medium: Medium
    /// The cells, row by row.
    package private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; nil when it is hidden.
    package var cursor: (column: Int, row: Int)?

    /// An empty canvas.
    package init(size: CanvasSize, medium: Medium) {
        self.size = size
        self.medium = medium
        cells = Array(repeating: Cell(), count: size.columns * size.rows)
    }

    /// All of it.
    package var bounds: Rectangle { Rectangle(size) }

    /// The cell at a place on the canvas; a blank one outside.
    package subscript(column: Int, row: Int) -> Cell {
        guard bounds.contains(column: column, row: row) else { return Cell() }
        return cells[row * size.columns + column]
    }

    /// Calls `body` with every cell of the first so many columns and rows that differs from those of an earlier canvas of the
    /// same size; right halves of wide characters left out.
    package func forEachChange(
        from earlier: [Cell], within window: CanvasSize,
        _ body: (_ cell: Cell, _ column: Int, _ row: Int) -> Void
    ) {
        for row in 0..<min(size.rows, window.rows) {
            for column in 0..<min(size.columns, window.columns) {
                let index = row * size.columns + column
                let cell = cells[index]
                guard cell.width > 0 else { continue }
                if cell == earlier[index] { continue }
                body(cell, column, row)
            }
        }
    }

    /// The rows as plain text without trailing blanks, for tests and for a dump to the normal screen.
    package var text: String {
        (0..<size.rows).map(rowText).joined(separator: "\n")
    }

    private func rowText(_ row: Int) -> String {
        var line = ""
        for column in 0..<size.columns { line += self[column, row].text }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Puts a cell of one column, or both halves of a wide one, unless they would leave the canvas or the clip.
    ///
    /// A wide character of which one half is overwritten loses the other half too.
    mutating func put(_ cell: Cell, column: Int, row: Int, clip: Rectangle) {
        let width = max(1, Int(cell.width))
        if width == 1 {
            // Nearly all cells: one of one column in place of another.
            guard clip.contains(column: column, row: row), bounds.contains(column: column, row: row)
            else { return }
            let index = row * size.columns + column
            if cells[index].width != 1 { release(index) }
            cells[index] = cell
            return
        }
        guard clip.contains(column: column, row: row), bounds.contains(column: column, row: row),
            clip.contains(column: column + width - 1, row: row),
            bounds.contains(column: column + width - 1, row: row)
        else { return }
        let index = row * size.columns + column
        for part in 0..<width { release(index + part) }
        cells[index] = cell
        guard width == 2 else { return }
        cells[index + 1] = Cell(" ", role: cell.role)
        cells[index + 1].width = 0
        cells[index + 1].attributes = cell.attributes
    }

    /// Blanks the other half of a wide character, of which this cell is about to be overwritten.
    private mutating func release(_ index: Int) {
        if cells[index].width == 0 && index > 0 {
            cells[index - 1] = Cell(" ", role: cells[index - 1].role)
        } else if cells[index].width == 2 {
            cells[index + 1] = Cell(" ", role: cells[index].role)
        }
    }

    /// Lays attributes over the cells of a row, from a column on.
    package mutating func mark(
        _ attributes: CellAttributes, row: Int, columns: Range<Int>, in clip: Rectangle
    ) {
        for column in columns {
            let place = (column: clip.column + column, row: clip.row + row)
            guard clip.contains(column: place.column, row: place.row),
                bounds.contains(column: place.column, row: place.row)
            else { continue }
            cells[place.row * size.columns + place.column].attributes.formUnion(attributes)
        }
    }
}
