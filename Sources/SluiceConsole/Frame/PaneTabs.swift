internal import SluiceCore

/// The row with the titles of all panes, where there is room for one pane only, and beside them what that one's border would say.
struct PaneTabs {
    private let area: Rectangle
    private let tabs: [(pane: PaneID, label: SafeText, columns: Range<Int>)]
    private let focus: PaneID
    private let note: BorderNote

    /// The row of a state; nil where panes have boxes, and above a drill-down.
    init?(_ state: ConsoleState) {
        let layout = Layout(state)
        guard state.screens.isEmpty, let area = layout.tabs, let pane = layout.panes.first else {
            return nil
        }
        self.area = area
        focus = pane.id
        note = PaneCatalog.pane(focus).note(state, in: pane.area)
        let all = Self.tabs(state.focus, hasNames: true)
        // What the operator must know is worth more than names of other panes.
        let asked = note.essential.text(width: 0) { $0.string.count }.string.count
        let least = (all.last?.columns.upperBound ?? 0) + (asked > 0 ? asked + 3 : 0)
        tabs = least <= area.width ? all : Self.tabs(state.focus, hasNames: false)
    }

    /// The tabs one behind the other; without names, all but that of the focus have their numbers only.
    private static func tabs(
        _ focus: PaneID, hasNames: Bool
    ) -> [(pane: PaneID, label: SafeText, columns: Range<Int>)] {
        var column = 1
        return PaneCatalog.all.map { pane in
            let isFocused = pane.id == focus
            let number = SafeText(pane.id.rawValue)
            let name: SafeText = isFocused || hasNames ? "\(number)\(pane.shortTitle)" : number
            let label: SafeText = isFocused ? "[\(name)]" : name
            let start = column
            column += label.string.unicodeScalars.count + 1
            return (pane.id, label, start..<column - 1)
        }
    }

    /// The pane whose title was clicked; nil when none was.
    func pane(at event: MouseEvent) -> PaneID? {
        guard event.kind == .press, event.row == area.row else { return nil }
        return tabs.first { $0.columns.contains(event.column - area.column) }?.pane
    }

    func draw(on canvas: inout Canvas) {
        for tab in tabs {
            canvas.write(
                tab.label, column: tab.columns.lowerBound, row: 0, in: area,
                role: tab.pane == focus ? .borderFocus : .footerText)
        }
        let room = area.width - (tabs.last?.columns.upperBound ?? 0) - 3
        let words = note.text(width: room) { canvas.width(of: $0) }
        let width = canvas.width(of: words)
        guard width > 0, width <= room else { return }
        canvas.write(words, column: area.width - 1 - width, row: 0, in: area, role: .text)
    }
}
