package import SluiceCore

/// How a column is known and drawn.
package struct ColumnLayout: Sendable {
    /// Its name in filters, sort orders and preferences.
    package let id: String
    /// Its title.
    package let title: SafeText
    /// The columns of the screen it takes at least.
    package let width: Int
    /// The columns it takes at most, when there is room.
    package let mostWidth: Int
    /// Where its text stands.
    package let alignment: Canvas.Alignment
    /// Where a text that does not fit is cut.
    package let cut: Canvas.Cut
    /// When it is left out: the highest number goes first, 0 never.
    package let drop: Int
    /// True when the list can be sorted by it.
    package let isSortable: Bool
    /// True when a filter can name it; false for one that the store shows and does not look into.
    package let isFilterable: Bool

    /// Makes a layout; without a `mostWidth` the width is fixed.
    package init(
        _ id: String, _ title: SafeText, width: Int, mostWidth: Int? = nil,
        alignment: Canvas.Alignment = .left, cut: Canvas.Cut = .end, drop: Int = 0,
        isSortable: Bool = true, isFilterable: Bool = true
    ) {
        self.id = id
        self.title = title
        self.width = width
        self.mostWidth = mostWidth ?? width
        self.alignment = alignment
        self.cut = cut
        self.drop = drop
        self.isSortable = isSortable
        self.isFilterable = isFilterable
    }

    /// What an operator calls it: its title, or its id where the title is not one word.
    package var name: String {
        title.string.isEmpty || title.string.contains(" ") ? id : title.string
    }

    /// The column that an operator means by a name, its title or its id; nil when there is none.
    package static func called(_ name: String, of columns: [ColumnLayout]) -> ColumnLayout? {
        columns.first { $0.name == name } ?? columns.first { $0.id == name }
    }

    /// The layout with another title.
    package func titled(_ title: SafeText) -> ColumnLayout {
        ColumnLayout(
            id, title, width: width, mostWidth: mostWidth, alignment: alignment, cut: cut,
            drop: drop, isSortable: isSortable, isFilterable: isFilterable)
    }

    /// The layout with at most so many columns.
    func atMost(_ mostWidth: Int) -> ColumnLayout {
        ColumnLayout(
            id, title, width: width, mostWidth: max(width, mostWidth), alignment: alignment,
            cut: cut, drop: drop, isSortable: isSortable, isFilterable: isFilterable)
    }

    /// The layout that is not left out for others.
    package var kept: ColumnLayout {
        ColumnLayout(
            id, title, width: width, mostWidth: mostWidth, alignment: alignment, cut: cut,
            isSortable: isSortable, isFilterable: isFilterable)
    }

    /// The layout at least so wide.
    package func widened(to width: Int) -> ColumnLayout {
        ColumnLayout(
            id, title, width: max(width, self.width), mostWidth: max(width, mostWidth),
            alignment: alignment, cut: cut, drop: drop, isSortable: isSortable,
            isFilterable: isFilterable)
    }

    /// Which columns fit into a width with a blank between them, and how wide each is.
    ///
    /// Columns are left out whole, in their declared order; what is left over widens those that can take it, first come
    /// first served. Where even those that are never left out have no room, the last one that begins is cut if it holds
    /// words; numbers are left out whole, because part of one is another number.
    package static func fitting(
        _ columns: [ColumnLayout], width: Int
    ) -> [(index: Int, width: Int)] {
        var shown = Array(columns.indices)
        func needed() -> Int { shown.reduce(shown.count - 1) { $0 + columns[$1].width } }
        while needed() > width {
            guard let victim = shown.max(by: { columns[$0].drop < columns[$1].drop }),
                columns[victim].drop > 0
            else { return cut(shown, of: columns, width: width) }
            shown.removeAll { $0 == victim }
        }
        var spare = width - needed()
        return shown.map { index in
            let extra = min(spare, columns[index].mostWidth - columns[index].width)
            spare -= extra
            return (index, columns[index].width + extra)
        }
    }

    /// The least a column of words is cut to: two letters and the sign for more.
    private static let leastWidth = 3

    /// Those of some columns that begin within a width, the last of them narrower than it should be.
    private static func cut(
        _ shown: [Int], of columns: [ColumnLayout], width: Int
    ) -> [(index: Int, width: Int)] {
        var room = width
        var places: [(index: Int, width: Int)] = []
        for index in shown {
            let column = columns[index]
            let isWhole = column.width <= room
            guard isWhole || places.isEmpty || column.alignment == .left && room >= leastWidth
            else { break }
            places.append((index, min(column.width, max(0, room))))
            room -= column.width + 1
            guard isWhole else { break }
        }
        return places
    }
}
