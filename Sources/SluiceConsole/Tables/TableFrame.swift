/// Where the columns of a list stand at a width, with the signs of cursor and marks before them.
struct TableFrame {
    /// One column.
    struct Place {
        /// Which of the table's columns it is.
        let index: Int
        /// The column's id.
        let id: String
        /// Where it begins.
        let column: Int
        /// How wide it is.
        let width: Int
    }

    /// The columns before the first one.
    let gutter: Int
    /// The columns that fit, from the one the operator scrolled to on; the first stays.
    let places: [Place]

    /// The columns the cursor's row is marked over: whole ones, at least the first, about thirty.
    ///
    /// Not the whole row: moving the cursor would repaint two rows from end to end, too much for a slow line.
    var lead: Range<Int> {
        let first = places.first.map { $0.column + $0.width } ?? 0
        let last = places.last { $0.column + $0.width <= Self.leadWidth }
        return 0..<max(first, last.map { $0.column + $0.width } ?? 0)
    }

    private static let leadWidth = 30

    init(_ columns: [ColumnLayout], _ list: ListState, width: Int) {
        gutter = width >= 50 ? 2 : 1
        let first = columns.prefix(1)
        let last = columns.dropFirst(1)
        let gone = min(max(0, list.firstColumn), max(0, last.count - 1))
        let shown = Array(first + last.dropFirst(gone))
        var column = gutter
        places = ColumnLayout.fitting(shown, width: width - gutter).map { place in
            defer { column += place.width + 1 }
            return Place(
                index: place.index == 0 ? 0 : place.index + gone, id: shown[place.index].id,
                column: column, width: place.width)
        }
    }
}
