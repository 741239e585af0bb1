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
        if last.isEmpty || canvas.size != lastSize {
            sl_set_background(window, palette.text.attributes, palette.text.pair)
            werase(window)
            last = Array(repeating: Cell(), count: canvas.cells.count)
        }
        canvas.forEachChange(from: last, within: size) { cell, column, row in
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
        withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 4) { text in
            text[0] = wchar_t(bitPattern: cell.character.value)
            text[1] = wchar_t(bitPattern: cell.firstMark.value)
            text[2] = wchar_t(bitPattern: cell.secondMark.value)
            text[3] = 0
            guard let text = text.baseAddress else { return }
            _ = sl_put(window, Int32(row), Int32(column), text, look.attributes, look.pair)
        }
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
