extension Rectangle {
    /// Its first rows.
    func top(_ rows: Int) -> Rectangle {
        Rectangle(column: column, row: row, width: width, height: min(max(0, rows), height))
    }

    /// Its last rows.
    func bottom(_ rows: Int) -> Rectangle {
        let taken = min(max(0, rows), height)
        return Rectangle(column: column, row: row + height - taken, width: width, height: taken)
    }

    /// Its first columns.
    func left(_ columns: Int) -> Rectangle {
        Rectangle(column: column, row: row, width: min(max(0, columns), width), height: height)
    }

    /// Its last columns.
    func right(_ columns: Int) -> Rectangle {
        let taken = min(max(0, columns), width)
        return Rectangle(column: column + width - taken, row: row, width: taken, height: height)
    }
}
