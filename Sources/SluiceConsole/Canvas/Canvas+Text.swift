package import SluiceCore

extension Canvas {
    /// On which side of its columns a text stands.
    package enum Alignment: Sendable {
        /// At the left.
        case left
        /// At the right; what is too long is still cut at its end.
        case right
    }

    /// Where a text that is too long is cut.
    package enum Cut: Sendable {
        /// At its end.
        case end
        /// In its middle, for names that differ at their ends.
        case middle
    }

    /// Writes a text into a rectangle, from a column of a row of it, and returns the columns it took.
    ///
    /// Only ``SafeText`` can be written: literals of the program, numbers, and what the sanitiser has seen. With a width the
    /// text takes exactly so many columns: it is padded, or cut with an ellipsis; a wide character is never split.
    @discardableResult
    package mutating func write(
        _ text: SafeText, column: Int, row: Int, in clip: Rectangle, role: StyleRole = .text,
        width: Int? = nil, alignment: Alignment = .left, cut: Cut = .end
    ) -> Int {
        let cells = CellText(text, role: role, medium: medium).cells
        guard let width else {
            put(cells[...], column: column, row: row, clip: clip)
            return cells.count
        }
        let shown = fitted(cells, width: width, role: role, cut)
        let padding = max(0, width - shown.count)
        let start = alignment == .right ? padding : 0
        for place in 0..<padding {
            put(
                Cell(" ", role: role),
                column: clip.column + column + (alignment == .right ? place : shown.count + place),
                row: clip.row + row, clip: clip)
        }
        put(shown[...], column: column + start, row: row, clip: clip)
        return max(0, width)
    }

    /// How many columns a text takes.
    package func width(of text: SafeText) -> Int { CellText(text, medium: medium).cells.count }

    /// Fills a rectangle with a character of one column.
    package mutating func fill(
        _ area: Rectangle, with character: Unicode.Scalar = " ", role: StyleRole = .text
    ) {
        for row in area.row..<(area.row + area.height) {
            for column in area.column..<(area.column + area.width) {
                put(Cell(character, role: role), column: column, row: row, clip: area)
            }
        }
    }

    /// Puts one sign of one column.
    package mutating func sign(
        _ character: Unicode.Scalar, column: Int, row: Int, in clip: Rectangle,
        role: StyleRole = .text
    ) {
        put(
            Cell(character, role: role), column: clip.column + column, row: clip.row + row,
            clip: clip)
    }

    private mutating func put(
        _ cells: ArraySlice<Cell>, column: Int, row: Int, clip: Rectangle
    ) {
        for (offset, cell) in cells.enumerated() where cell.width > 0 {
            put(cell, column: clip.column + column + offset, row: clip.row + row, clip: clip)
        }
    }

    /// The cells that fit, with an ellipsis where some do not; half of a wide character is a blank.
    func fitted(_ cells: [Cell], width: Int, role: StyleRole, _ cut: Cut) -> [Cell] {
        guard cells.count > width else { return cells }
        guard width > 0 else { return [] }
        let behind = cut == .end ? 0 : width / 2
        var start = Array(cells[..<(width - 1 - behind)])
        if start.last?.width == 2 { start[start.count - 1] = Cell(" ", role: role) }
        var end = Array(cells[(cells.count - behind)...])
        if end.first?.width == 0 { end[0] = Cell(" ", role: role) }
        return start + [Cell(medium.glyphs.ellipsis, role: role)] + end
    }
}
