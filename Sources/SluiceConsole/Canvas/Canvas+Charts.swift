extension Canvas {
    /// Draws a horizontal bar of a part of some columns, in eighths where the signs allow it.
    package mutating func bar(
        _ part: Double, column: Int, row: Int, width: Int, in clip: Rectangle,
        role: StyleRole = .chartLine
    ) {
        let eighths = Self.eighths(part, cells: width)
        for offset in 0..<(eighths / 8) {
            sign(medium.glyphs.bars[7], column: column + offset, row: row, in: clip, role: role)
        }
        guard eighths % 8 > 0 else { return }
        sign(
            medium.glyphs.bars[eighths % 8 - 1], column: column + eighths / 8, row: row, in: clip,
            role: role)
    }

    /// Draws a series as a row of columns between its smallest and largest value; a gap stays blank.
    ///
    /// The newest value is at the right; a series longer than the width loses its oldest values.
    package mutating func sparkline(
        _ series: [Double?], column: Int, row: Int, width: Int, in clip: Rectangle,
        role: StyleRole = .chartLine
    ) {
        let shown = series.suffix(max(0, width))
        let values = shown.compactMap { $0 }
        guard let lowest = values.min(), let highest = values.max() else { return }
        let start = column + max(0, width - shown.count)
        for (offset, value) in shown.enumerated() {
            guard let value else { continue }
            // Halves, because the distance of two finite numbers need not be finite.
            let part =
                highest > lowest ? (value / 2 - lowest / 2) / (highest / 2 - lowest / 2) : 0.5
            let level = min(7, max(0, Int((part * 7).rounded())))
            sign(
                medium.glyphs.columns[level], column: start + offset, row: row, in: clip, role: role
            )
        }
    }

    /// Draws one column of a chart that grows from the bottom of an area; `part` is its height from 0 to 1.
    package mutating func column(
        _ part: Double, column: Int, in area: Rectangle, role: StyleRole = .chartBad
    ) {
        let eighths = Self.eighths(part, cells: area.height)
        for step in 0..<(eighths / 8) {
            sign(
                medium.glyphs.columns[7], column: column, row: area.height - 1 - step, in: area,
                role: role)
        }
        guard eighths % 8 > 0 else { return }
        sign(
            medium.glyphs.columns[eighths % 8 - 1], column: column,
            row: area.height - 1 - eighths / 8, in: area, role: role)
    }

    /// A part of some cells in eighths of a cell; what is not 0 is at least one eighth.
    private static func eighths(_ part: Double, cells: Int) -> Int {
        guard part > 0, cells > 0 else { return 0 }
        return max(1, Int((min(1, part) * Double(cells * 8)).rounded()))
    }
}
