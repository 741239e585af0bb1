package import SluiceCore

extension Canvas {
    /// Draws a line that is typed in and puts the terminal's cursor on it; a long one is shown around its cursor.
    package mutating func input(
        _ line: InputLine, column: Int, row: Int, width: Int, in clip: Rectangle,
        role: StyleRole = .editField
    ) {
        guard width > 0 else { return }
        let field = Rectangle(
            column: clip.column + column, row: clip.row + row, width: width, height: 1)
        fill(field, role: role)
        let before = Sanitiser.safe(line.before)
        let place = self.width(of: before)
        let shift = max(0, place - width + 1)
        write(
            before + Sanitiser.safe(line.after), column: -shift, row: 0, in: field, role: role)
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
