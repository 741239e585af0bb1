/// Some cells of a canvas; drawing in a rectangle counts from its corner and never leaves it.
package struct Rectangle: Sendable, Hashable {
    /// The column of its left edge.
    package var column: Int
    /// The row of its upper edge.
    package var row: Int
    /// Its columns, at least 0.
    package var width: Int
    /// Its rows, at least 0.
    package var height: Int

    /// Makes a rectangle; a negative extent counts as 0.
    package init(column: Int, row: Int, width: Int, height: Int) {
        self.column = column
        self.row = row
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// All of a canvas of this size.
    package init(_ size: CanvasSize) {
        self.init(column: 0, row: 0, width: size.columns, height: size.rows)
    }

    /// The rectangle without so many cells at each side; empty when nothing is left.
    package func inset(columns: Int, rows: Int) -> Rectangle {
        Rectangle(
            column: column + columns, row: row + rows, width: width - 2 * columns,
            height: height - 2 * rows)
    }

    /// The rectangle without its first rows.
    package func droppingTop(_ rows: Int) -> Rectangle {
        Rectangle(column: column, row: row + rows, width: width, height: height - rows)
    }

    /// The rectangle without its last rows.
    package func droppingBottom(_ rows: Int) -> Rectangle {
        Rectangle(column: column, row: row, width: width, height: height - rows)
    }

    /// A rectangle of this size in the middle of this one, cut where it does not fit.
    package func centred(width: Int, height: Int) -> Rectangle {
        let inner = (width: min(width, self.width), height: min(height, self.height))
        return Rectangle(
            column: column + (self.width - inner.width) / 2,
            row: row + (self.height - inner.height) / 2, width: inner.width, height: inner.height)
    }

    /// True when the cell lies in it.
    package func contains(column: Int, row: Int) -> Bool {
        column >= self.column && column < self.column + width && row >= self.row
            && row < self.row + height
    }
}
