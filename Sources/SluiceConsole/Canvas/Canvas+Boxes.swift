package import SluiceCore

extension Canvas {
    /// Draws a box with a title at its upper left and words at its upper right; both are cut where it is narrow.
    ///
    /// The focused box has double lines. Returns what is inside.
    @discardableResult
    package mutating func box(
        _ area: Rectangle, title: SafeText, note: SafeText = "", isFocused: Bool = false
    ) -> Rectangle {
        box(area, title: title, note: BorderNote(note), isFocused: isFocused)
    }

    /// Draws a box with a note of which as much is said as there is room for.
    @discardableResult
    package mutating func box(
        _ area: Rectangle, title: SafeText, note: BorderNote, isFocused: Bool = false
    ) -> Rectangle {
        guard area.width >= 2, area.height >= 2 else { return area.inset(columns: 1, rows: 1) }
        let lines = isFocused ? medium.glyphs.focusBox : medium.glyphs.box
        let role: StyleRole = isFocused ? .borderFocus : .border
        let right = area.width - 1
        let bottom = area.height - 1
        for column in 1..<max(1, right) {
            sign(lines.horizontal, column: column, row: 0, in: area, role: role)
            sign(lines.horizontal, column: column, row: bottom, in: area, role: role)
        }
        for row in 1..<max(1, bottom) {
            sign(lines.vertical, column: 0, row: row, in: area, role: role)
            sign(lines.vertical, column: right, row: row, in: area, role: role)
        }
        let places = [(0, 0), (right, 0), (0, bottom), (right, bottom)]
        for (corner, place) in zip(lines.corners, places) {
            sign(corner, column: place.0, row: place.1, in: area, role: role)
        }
        drawLabels(area, title: title, note: note)
        return area.inset(columns: 1, rows: 1)
    }

    private mutating func drawLabels(_ area: Rectangle, title: SafeText, note: BorderNote) {
        let room = area.width - 4
        guard room > 2 else { return }
        let titleWidth = min(width(of: title), room - 2)
        if titleWidth > 0 {
            sign(" ", column: 2, row: 0, in: area, role: .title)
            write(title, column: 3, row: 0, in: area, role: .title, width: titleWidth)
            sign(" ", column: 3 + titleWidth, row: 0, in: area, role: .title)
        }
        let noteRoom = room - titleWidth - 5
        let note = note.text(width: noteRoom) { width(of: $0) }
        let noteWidth = min(width(of: note), noteRoom)
        guard noteWidth > 0 else { return }
        let start = area.width - 3 - noteWidth
        sign(" ", column: start - 1, row: 0, in: area, role: .text)
        write(note, column: start, row: 0, in: area, role: .text, width: noteWidth)
        sign(" ", column: start + noteWidth, row: 0, in: area, role: .text)
    }
}
