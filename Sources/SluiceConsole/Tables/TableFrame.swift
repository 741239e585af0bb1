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
    /// The columns that fit, from the one the operator scrolled to on; the pinned one stays.
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
        gutter = Self.gutter(width)
        let room = width - gutter
        var column = gutter
        places = Self.shown(columns, step: list.firstColumn, room: room).map { place in
            defer { column += place.width + 1 }
            return Place(
                index: place.index, id: columns[place.index].id, column: column,
                width: place.width)
        }
    }

    /// The columns after some steps to the right, and how wide each is.
    private static func shown(
        _ columns: [ColumnLayout], step: Int, room: Int
    ) -> [(index: Int, width: Int)] {
        // Most lists are never scrolled, and are drawn with every key.
        guard step > 0 else { return ColumnLayout.fitting(columns, width: room) }
        let steps = steps(columns, room: room)
        guard steps.count > 1 else { return ColumnLayout.fitting(columns, width: room) }
        let shown = steps[min(step, steps.count - 1)]
        return ColumnLayout.fitting(shown.map { columns[$0].kept }, width: room).map {
            (shown[$0.index], $0.width)
        }
    }

    /// How often a list of some columns can be scrolled to further ones; 0 where all of them fit.
    static func lastStep(_ columns: [ColumnLayout], width: Int) -> Int {
        steps(columns, room: width - gutter(width)).count - 1
    }

    private static func gutter(_ width: Int) -> Int { width >= 50 ? 2 : 1 }

    /// Which columns are shown after each step to the right.
    ///
    /// At first those that are left when others are dropped in their declared order. From then on the pinned one, and of the others
    /// as many as there is room for, in the order of the table: every column is seen, and none is skipped for another.
    private static func steps(_ columns: [ColumnLayout], room: Int) -> [[Int]] {
        let first = ColumnLayout.fitting(columns, width: room).map(\.index)
        guard first.count < columns.count, columns.count > 1 else { return [first] }
        let pinned = columns.firstIndex(where: \.isPinned) ?? 0
        let others = columns.indices.filter { $0 != pinned }
        var steps = [first]
        var start = first == Array(first.indices) ? 1 : 0
        var isLastSeen = false
        while start < others.count, !isLastSeen {
            var shown = [pinned]
            var needed = columns[pinned].width
            for index in others.dropFirst(start) {
                needed += 1 + columns[index].width
                guard needed <= room || shown.count == 1 else { break }
                shown.append(index)
            }
            isLastSeen = shown.last == others.last
            steps.append(shown.sorted())
            start += 1
        }
        return steps
    }
}
