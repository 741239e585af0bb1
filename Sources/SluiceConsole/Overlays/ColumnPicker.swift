internal import SluiceCore

/// The columns of a list, each of which can be hidden; what does not fit is left out besides.
struct ColumnPicker: Overlay {
    private(set) var isDone = false
    private let slot: ViewSlot
    private let before: Set<String>
    private var list: ChoiceList

    /// The columns of the list that has the focus.
    init(_ state: ConsoleState) {
        slot = state.activeSlot
        before = state.list(slot).hiddenColumns
        list = ChoiceList(
            Self.columns(state).map { column in
                ChoiceList.Choice(name: column.id, text: Sanitiser.safe(column.name), detail: "")
            })
    }

    /// All columns of the list that has the focus, hidden ones too.
    static func columns(_ state: ConsoleState) -> [ColumnLayout] {
        var open = state
        open.lists[state.activeSlot, default: ListState()].hiddenColumns = []
        return open.activeView.table(open)?.columns ?? []
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        [("Space", "show or hide"), ("Enter", "keep"), ("Esc", "as before"), ("a", "all")]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.enter, []), (.character("c"), []):
            isDone = true
            return Self.remember(slot, in: &state)
        case (.escape, []), (.character("q"), []):
            isDone = true
            state.lists[slot, default: ListState()].hiddenColumns = before
        case (.character("a"), []): state.lists[slot, default: ListState()].hiddenColumns = []
        case (.character(" "), []): toggle(&state)
        default: _ = list.press(key, takesLetters: true)
        }
        return []
    }

    /// Remembers the columns of a pane for the next run.
    static func remember(_ slot: ViewSlot, in state: inout ConsoleState) -> [Effect] {
        guard case .pane(let pane) = slot else { return [] }
        let hidden = state.list(slot).hiddenColumns
        guard state.preferences.hiddenColumns[pane] ?? [] != hidden else { return [] }
        state.preferences.hiddenColumns[pane] = hidden
        return [.save(state.preferences)]
    }

    private func toggle(_ state: inout ConsoleState) {
        guard let column = list.selected?.name else { return }
        var hidden = state.list(slot).hiddenColumns
        if hidden.remove(column) == nil { hidden.insert(column) }
        guard list.choices.contains(where: { !hidden.contains($0.name) }) else {
            return state.say("one column must stay", role: .levelWarn)
        }
        state.lists[slot, default: ListState()].hiddenColumns = hidden
    }

    /// The columns that there is room for where the list stands, wherever it is scrolled to.
    private static func roomy(_ state: ConsoleState) -> Set<String> {
        guard let (table, width) = state.activeTable else { return [] }
        return Set(TableFrame(table.columns, ListState(), width: width).places.map(\.id))
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let hidden = state.list(slot).hiddenColumns
        let roomy = Self.roomy(state)
        var shown = list
        for index in shown.choices.indices {
            let column = shown.choices[index].name
            shown.choices[index].detail =
                hidden.contains(column) ? "hidden" : roomy.contains(column) ? "✓ shown" : "no room"
        }
        let body = canvas.bounds.droppingTop(1).droppingBottom(1)
        let area = body.centred(width: 34, height: shown.choices.count + 2)
        shown.draw(in: canvas.panel(area, title: "Columns"), on: &canvas)
    }
}
