internal import CNcursesw
internal import SluiceConsole

/// Puts canvases on the standard window of ncurses; a cell that is as it was is not touched.
struct Painter {
    private var last: [Cell] = []
    private var lastSize = CanvasSize(columns: 0, rows: 0)
    private var palette: Palette

    /// A painter with the looks of a theme.
    init(_ palette: Palette) { self.palette = palette }

    /// Takes other looks: everything is painted anew.
    mutating func use(_ palette: Palette) {
        self.palette = palette
        forget()
    }

    /// Paints everything anew the next time.
    mutating func forget() { last = [] }

    /// True when the next canvas is painted whole.
    var isNew: Bool { last.isEmpty }

    /// Puts what differs from the last canvas on the window; what lies beyond the window is left out.
    mutating func paint(_ canvas: Canvas, size: CanvasSize) {
        guard let window = sl_standard_window() else { return }
        let isNew = last.isEmpty || canvas.size != lastSize
        if isNew {
            sl_set_background(window, palette.text.attributes, palette.text.pair)
            werase(window)
        }
        canvas.forEachChange(from: isNew ? nil : last, within: size) { cell, column, row in
            put(cell, on: window, row: row, column: column)
        }
        last = canvas.cells
        lastSize = canvas.size
        place(canvas.cursor, on: window)
    }

    private func put(
        _ cell: Cell, on window: UnsafeMutablePointer<WINDOW>, row: Int, column: Int
    ) {
        let look = palette[cell.role, cell.attributes]
        let text = [cell.character, cell.firstMark, cell.secondMark, "\0"]
            .map { wchar_t(bitPattern: $0.value) }
        _ = sl_put(window, Int32(row), Int32(column), text, look.attributes, look.pair)
    }

    /// A hidden cursor may stay where the last character was put, which saves moving it.
    private func place(
        _ cursor: (column: Int, row: Int)?, on window: UnsafeMutablePointer<WINDOW>
    ) {
        leaveok(window, cursor == nil)
        curs_set(cursor == nil ? 0 : 1)
        if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
    }
}
