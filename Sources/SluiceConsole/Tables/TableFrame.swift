/// Where the columns of a list stand at a width, with the signs of cursor and marks before them.
struct TableFrame {
    /// One column.
    struct Place {
        /// Which of the table's columns it is.
        let index: Int
        /// Where it begins.
        let column: Int
        /// How wide it is.
        let width: Int
    }

    /// The columns before the first one.
    let gutter: Int
    /// The columns that fit, from the one the operator scrolled to on; the first stays.
    let places: [Place]

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
                index: place.index == 0 ? 0 : place.index + gone, column: column,
                width: place.width)
        }
    }
}
