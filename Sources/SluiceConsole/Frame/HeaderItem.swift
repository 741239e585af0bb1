internal import SluiceCore

/// Something that the first row says, and how it gives way where there is no room for all.
struct HeaderItem {
    /// What becomes of it when its turn comes; the highest number gives way first. Of what is left in the end it takes back what it
    /// can use.
    ///
    /// Of vital items the way to where one is and what is wrong give way from 18 to 11, then in this order: words for signs (9 to 7), the
    /// clock (6), what came or is done meanwhile (5), that the display is frozen (4), the feed (3), held records (2). The state is cut
    /// when nothing else is left (1); alerts stay.
    enum Step {
        /// It is said in fewer words.
        case words(SafeText, at: Int)
        /// It is cut to so many columns.
        case cut(Int, at: Int)
        /// It is left out.
        case gone(at: Int)

        fileprivate var turn: Int {
            switch self {
            case .words(_, let turn), .cut(_, let turn), .gone(let turn): turn
            }
        }
    }

    /// What it says.
    private(set) var text: SafeText
    /// How it looks.
    let role: StyleRole
    /// True for what has to be known, before which all else gives way.
    let isVital: Bool
    /// True for what stands at the right end of the row.
    let isAtEnd: Bool
    /// The blanks behind it.
    private(set) var gap: Int
    /// The columns it takes, without the blanks.
    private(set) var columns = 0
    private let most: Int
    private var steps: ArraySlice<Step>
    /// The columns of these words.
    private var whole = 0
    /// What it would say with more room, the longest first.
    private var longer: [(text: SafeText, columns: Int)] = []
    private var isGone = false

    /// Makes an item of at most so many columns, which takes these steps in their order.
    init(
        _ text: SafeText, _ steps: [Step] = [], role: StyleRole = .header, isVital: Bool = false,
        isAtEnd: Bool = false, gap: Int = 2, most: Int = .max
    ) {
        self.text = text
        self.steps = steps[...]
        self.role = role
        self.isVital = isVital
        self.isAtEnd = isAtEnd
        self.gap = gap
        self.most = most
    }

    /// The item with one blank behind it at most.
    var tight: HeaderItem {
        var item = self
        item.gap = min(1, gap)
        return item
    }

    /// How many columns some take, with the blanks behind them.
    static func width(_ items: [HeaderItem]) -> Int {
        items.reduce(0) { $0 + $1.columns + $1.gap }
    }

    /// Writes items one behind the other, none of them beyond a column.
    static func draw(
        _ items: [HeaderItem], row: Int = 0, column: Int, before end: Int, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        var column = column
        for item in items {
            column += canvas.write(
                item.text, column: column, row: row, in: area, role: item.role,
                width: min(item.columns, max(0, end - column)))
            column += item.gap
        }
    }

    /// What is said in so many columns: all of it, or what is left when items have given way, one step after the other.
    static func fitting(
        _ items: [HeaderItem], width: Int, measure: (SafeText) -> Int
    ) -> [HeaderItem] {
        var shown = items
        for place in shown.indices { shown[place].take(measure) }
        var room = width
        for isVital in [true, false] {
            for item in shown where item.isVital == isVital { room -= item.columns + item.gap }
            while room < 0, let place = nextToGiveWay(shown, isVital) {
                room += shown[place].giveWay(measure)
                if shown[place].isGone { shown.remove(at: place) }
            }
            for place in shown.indices where shown[place].isVital == isVital && room > 0 {
                room -= shown[place].grow(by: room)
            }
        }
        return shown
    }

    /// The first of those whose turn it is; nil when none is left that can give way.
    private static func nextToGiveWay(_ items: [HeaderItem], _ isVital: Bool) -> Int? {
        items.indices.filter { items[$0].isVital == isVital && !items[$0].steps.isEmpty }
            .max { (items[$0].steps.first?.turn ?? 0) < (items[$1].steps.first?.turn ?? 0) }
    }

    private mutating func take(_ measure: (SafeText) -> Int) {
        whole = min(most, measure(text))
        columns = whole
    }

    /// Takes its next step; returns how many columns that frees.
    private mutating func giveWay(_ measure: (SafeText) -> Int) -> Int {
        let before = columns
        switch steps.popFirst() {
        case .words(let words, _):
            longer.append((text, whole))
            text = words
            take(measure)
        case .cut(let most, _): columns = min(columns, most)
        case .gone, nil:
            isGone = true
            return columns + gap
        }
        return before - columns
    }

    /// Takes columns back, at most so many; returns how many.
    private mutating func grow(by room: Int) -> Int {
        let before = columns
        if let words = longer.first(where: { $0.columns <= before + room }) {
            (text, whole) = words
        }
        columns = min(whole, before + room)
        return columns - before
    }
}
