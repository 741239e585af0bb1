package import SluiceCore

/// How a column is known and drawn.
package struct ColumnLayout: Sendable {
    /// Its name in filters, sort orders and preferences.
    package let id: String
    /// Its title.
    package private(set) var title: SafeText
    /// The columns of the screen it takes at least.
    package private(set) var width: Int
    /// The columns it takes at most, when there is room.
    package private(set) var mostWidth: Int
    /// The columns that its texts need to be whole, within the two; for these others give way.
    package private(set) var wholeWidth: Int
    /// True when it is left out before the texts of others are cut.
    package private(set) var givesWay: Bool
    /// Where its text stands.
    package let alignment: Canvas.Alignment
    /// Where a text that does not fit is cut.
    package let cut: Canvas.Cut
    /// When it is left out: the highest number goes first, 0 never.
    package private(set) var drop: Int
    /// True when it stays while the columns before and behind it are scrolled, because it tells the rows apart; of a list without
    /// such a column that is the first.
    package let isPinned: Bool
    /// True when the list can be sorted by it.
    package let isSortable: Bool

    /// Makes a layout; without a `mostWidth` the width is fixed.
    package init(
        _ id: String, _ title: SafeText, width: Int, mostWidth: Int? = nil,
        alignment: Canvas.Alignment = .left, cut: Canvas.Cut = .end, drop: Int = 0,
        givesWay: Bool = false, isPinned: Bool = false, isSortable: Bool = true
    ) {
        self.id = id
        self.title = title
        self.width = width
        self.mostWidth = mostWidth ?? width
        wholeWidth = width
        self.givesWay = givesWay
        self.alignment = alignment
        self.cut = cut
        self.drop = drop
        self.isPinned = isPinned
        self.isSortable = isSortable
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
    package func titled(_ title: SafeText) -> ColumnLayout { changed { $0.title = title } }

    /// The layout with at most so many columns.
    func atMost(_ mostWidth: Int) -> ColumnLayout {
        changed { layout in
            layout.mostWidth = max(layout.width, mostWidth)
            layout.wholeWidth = min(layout.wholeWidth, layout.mostWidth)
        }
    }

    /// The layout that is not left out for others.
    package var kept: ColumnLayout {
        changed { ($0.drop, $0.givesWay) = (0, false) }
    }

    /// The layout at least so wide.
    package func widened(to width: Int) -> ColumnLayout {
        changed { layout in
            layout.width = max(width, layout.width)
            layout.mostWidth = max(width, layout.mostWidth)
            layout.wholeWidth = max(width, layout.wholeWidth)
        }
    }

    /// The layout whose texts are whole in so many columns, of which it takes what it can.
    package func whole(in width: Int) -> ColumnLayout {
        changed { $0.wholeWidth = min(max($0.width, width), $0.mostWidth) }
    }

    private func changed(_ change: (inout ColumnLayout) -> Void) -> ColumnLayout {
        var layout = self
        change(&layout)
        return layout
    }

    /// Which columns fit into a width with a blank between them, and how wide each is.
    ///
    /// Columns are left out whole, in their declared order: first those that give way until the texts of the others are whole, then
    /// any until the least of each has room. What is left over widens those that can take it, until their texts are whole and then
    /// beyond, first come first served. Where even those that are never left out have no room, the last one that begins is cut if it holds
    /// words; numbers are left out whole, because part of one is another number.
    package static func fitting(
        _ columns: [ColumnLayout], width: Int
    ) -> [(index: Int, width: Int)] {
        var shown = Array(columns.indices)
        func whole() -> Int { shown.reduce(shown.count - 1) { $0 + columns[$1].wholeWidth } }
        while whole() > width,
            let victim = shown.filter({ columns[$0].givesWay }).max(by: {
                columns[$0].drop < columns[$1].drop
            })
        { shown.removeAll { $0 == victim } }
        func needed() -> Int { shown.reduce(shown.count - 1) { $0 + columns[$1].width } }
        while needed() > width {
            guard let victim = shown.max(by: { columns[$0].drop < columns[$1].drop }),
                columns[victim].drop > 0
            else { return cut(shown, of: columns, width: width) }
            shown.removeAll { $0 == victim }
        }
        var places = shown.map { (index: $0, width: columns[$0].width) }
        var spare = width - needed()
        for limit in [\ColumnLayout.wholeWidth, \ColumnLayout.mostWidth] {
            for place in places.indices {
                let extra = min(
                    spare, columns[places[place].index][keyPath: limit] - places[place].width)
                spare -= extra
                places[place].width += extra
            }
        }
        return places
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
