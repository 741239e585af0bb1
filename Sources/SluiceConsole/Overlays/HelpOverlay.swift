internal import SluiceCore

/// The keys that work where it was opened, under their headings, from the ``ActionCatalog``; can be searched and scrolled.
struct HelpOverlay: Overlay {
    private(set) var isDone = false
    /// What was looked up; nil until `/` was pressed.
    private var search: InputLine?
    private var isTyping = false
    private var top = 0
    private let title: SafeText
    private let sections: [HelpSection]

    /// Help for the place that has the focus now.
    init(_ state: ConsoleState) {
        title =
            state.screens.last.map { ScreenCatalog.view(of: $0).crumb(state) }
            ?? PaneCatalog.pane(state.focus).title
        sections = HelpSection.all(state)
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        guard !isTyping else { return [("Enter", "keep"), ("Esc", "show all")] }
        let layout = layout(state.size)
        return [("Esc", "close"), ("/", "search")]
            + (top + layout.rows < layout.height ? [("j", "down")] : [])
            + (top > 0 ? [("k", "up")] : [])
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        if isTyping { return type(key) }
        let rows = layout(state.size).rows
        switch (key.key, key.modifiers) {
        case (.escape, []), (.character("?"), []), (.function(1), []), (.character("q"), []):
            isDone = true
        case (.character("/"), []), (.function(3), []), (.function(4), []):
            isTyping = true
            search = search ?? InputLine()
        case (.down, []), (.character("j"), []): top += 1
        case (.up, []), (.character("k"), []): top -= 1
        case (.pageDown, []), (.character(" "), []): top += rows
        case (.pageUp, []): top -= rows
        case (.character("d"), .control): top += rows / 2
        case (.character("u"), .control): top -= rows / 2
        case (.home, []), (.character("g"), []): top = 0
        case (.end, []), (.character("G"), []): top = Int.max / 2
        default: break
        }
        top = max(0, min(top, layout(state.size).height - rows))
        return []
    }

    mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        guard isTyping, let refusal = search?.paste(bytes) else { return [] }
        state.say(refusal, role: .levelWarn)
        return []
    }

    private mutating func type(_ key: KeyStroke) -> [Effect] {
        top = 0
        switch key.key {
        case .escape:
            isTyping = false
            search = nil
        case .enter: isTyping = false
        default: _ = search?.press(key)
        }
        return []
    }

    // MARK: Drawing

    /// The sections in columns, as wide as the screen allows.
    private struct Columns {
        var area: Rectangle
        var columns: [[HelpSection]]
        /// The rows that can be seen at once.
        var rows: Int
        /// The rows of the longest column.
        var height: Int
    }

    private func layout(_ size: CanvasSize) -> Columns {
        let body = Rectangle(size).droppingTop(1).droppingBottom(1)
        let count = max(1, min(3, (body.width - 2) / 38))
        let found = shown
        var columns: [[HelpSection]] = [[]]
        var below = 0
        let all = found.reduce(0) { $0 + $1.height }
        for section in found {
            let share = all * columns.count / count
            if columns.count < count, !(columns.last?.isEmpty ?? true),
                below + section.height / 2 > share
            {
                columns.append([])
            }
            columns[columns.count - 1].append(section)
            below += section.height
        }
        let height = columns.map { $0.reduce(0) { $0 + $1.height } - 1 }.max() ?? 0
        let area = body.centred(
            width: min(body.width, count * 44 + 4), height: min(body.height, max(height, 3) + 2))
        return Columns(area: area, columns: columns, rows: max(0, area.height - 2), height: height)
    }

    private var shown: [HelpSection] {
        guard let words = search?.text, !words.isEmpty else { return sections }
        return sections.compactMap { $0.matching(words) }
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let layout = layout(state.size)
        let inside = canvas.panel(
            layout.area, title: "? Help: \(title)", note: note(layout))
        let width = inside.width / max(1, layout.columns.count)
        for (index, column) in layout.columns.enumerated() {
            let place = Rectangle(
                column: inside.column + index * width, row: inside.row, width: width,
                height: inside.height)
            draw(column, in: place.inset(columns: 1, rows: 0), on: &canvas)
        }
        if shown.isEmpty {
            canvas.write("No key says that.", column: 1, row: 0, in: inside, role: .stale)
        }
        guard isTyping, let search, inside.height > 0 else { return }
        let bottom = Rectangle(
            column: inside.column, row: inside.row + inside.height - 1, width: inside.width,
            height: 1)
        canvas.write("/", column: 1, row: 0, in: bottom, role: .footerKey)
        canvas.input(search, column: 2, row: 0, width: bottom.width - 3, in: bottom)
    }

    private func note(_ layout: Columns) -> SafeText {
        guard layout.height > layout.rows, layout.rows > 0 else {
            return search.map { "/ \(data: $0.text)" } ?? "all keys that work here"
        }
        let pages = (layout.height + layout.rows - 1) / layout.rows
        let page = min(pages, (top + layout.rows - 1) / layout.rows + 1)
        return "page \(page)/\(pages)"
    }

    private func draw(_ column: [HelpSection], in area: Rectangle, on canvas: inout Canvas) {
        var row = -top
        for section in column {
            canvas.write(section.title, column: 0, row: row, in: area, role: .title)
            row += 1
            for line in section.lines {
                let width = min(max(11, canvas.width(of: line.keys)), area.width / 2)
                canvas.write(
                    line.keys, column: 0, row: row, in: area, role: .footerKey, width: width)
                canvas.write(
                    line.text, column: width + 1, row: row, in: area,
                    width: max(0, area.width - width - 1))
                row += 1
            }
            row += 1
        }
    }
}
