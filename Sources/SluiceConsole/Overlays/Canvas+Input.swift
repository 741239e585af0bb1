package import SluiceCore

extension Canvas {
    /// Draws a line that is typed in and puts the terminal's cursor on it; a long one is shown around its cursor, with the sign for
    /// more where it goes on.
    package mutating func input(
        _ line: InputLine, column: Int, row: Int, width: Int, in clip: Rectangle,
        role: StyleRole = .editField
    ) {
        guard width > 0 else { return }
        let field = Rectangle(
            column: clip.column + column, row: clip.row + row, width: width, height: 1)
        fill(field, role: role)
        // All of it: the cursor stands behind what was typed last.
        let before = Sanitiser.safe(line.bytesBefore, limit: 1 << 20)
        let after = Sanitiser.safe(line.bytesAfter)
        let place = self.width(of: before)
        let length = place + self.width(of: after)
        // One column for the cursor, and one for the sign behind it.
        let shift = max(0, place - width + (length > place && length > width ? 2 : 1))
        write(before + after, column: -shift, row: 0, in: field, role: role)
        let ellipsis = medium.glyphs.ellipsis
        if shift > 0, width > 2 { sign(ellipsis, column: 0, row: 0, in: field, role: role) }
        if length - shift > width, width > 2 {
            sign(ellipsis, column: width - 1, row: 0, in: field, role: role)
        }
        guard bounds.contains(column: field.column + place - shift, row: field.row) else { return }
        cursor = (field.column + place - shift, field.row)
    }

    /// Clears an area, draws a box with the focus around it, and returns what is inside.
    package mutating func panel(
        _ area: Rectangle, title: SafeText, note: SafeText = ""
    ) -> Rectangle {
        fill(area)
        return box(area, title: title, note: note, isFocused: true)
    }
}
