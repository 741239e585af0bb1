internal import SluiceCore

/// The columns a list can be sorted by, and the order of its source.
struct SortChooser: Overlay {
    private(set) var isDone = false
    private let slot: ViewSlot
    private let before: SortOrder?
    private var list: ChoiceList
    /// The direction a column begins with: that of the order before, where it was a column's.
    private var isDescending: Bool { before.map { !$0.isOfSource && $0.isDescending } ?? false }
    /// The name of the order of the source: no column is called so.
    private static let source = ""

    /// The columns of the list that has the focus; the cursor begins on the one it is sorted by.
    init(_ state: ConsoleState) {
        slot = state.activeSlot
        before = state.list(slot).sort
        list = ChoiceList(
            [ChoiceList.Choice(name: Self.source, text: "(as it comes)")]
                + ListActions.sortable(state).map {
                    ChoiceList.Choice(name: $0.id, text: Sanitiser.safe($0.name))
                },
            at: before?.column)
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        [("Enter", "sort"), ("Space", "reverse"), ("Esc", "as before")]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.enter, []):
            isDone = true
            return Self.remember(slot, in: &state)
        case (.escape, []), (.character("q"), []), (.function(6), []):
            isDone = true
            state.lists[slot, default: ListState()].sort = before
        case (.character(" "), []), (.character("S"), []):
            let order = state.list(slot).sort
            state.lists[slot, default: ListState()].sort = SortOrder.reversed(order)
        default:
            guard list.press(key, takesLetters: true), let column = list.selected?.name else {
                return []
            }
            state.lists[slot, default: ListState()].sort =
                column == Self.source
                ? nil : SortOrder(column: column, isDescending: isDescending)
        }
        return []
    }

    /// Remembers how a pane is sorted for the next run.
    static func remember(_ slot: ViewSlot, in state: inout ConsoleState) -> [Effect] {
        let sort = state.list(slot).sort
        guard case .pane(let pane) = slot, state.preferences.sorts[pane] != sort else { return [] }
        state.preferences.sorts[pane] = sort
        return [.save(state.preferences)]
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        var shown = list
        for index in shown.choices.indices {
            guard let sort = state.list(slot).sort, shown.choices[index].name == sort.column else {
                continue
            }
            shown.choices[index].detail =
                sort.isOfSource
                ? "reversed" : sort.isDescending ? "▼ largest first" : "▲ smallest first"
        }
        let body = canvas.bounds.droppingTop(1).droppingBottom(1)
        let area = body.centred(width: 38, height: shown.choices.count + 2)
        shown.draw(in: canvas.panel(area, title: "Sort"), on: &canvas)
    }
}
