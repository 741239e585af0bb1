internal import SluiceCore

/// A batch of the journal: each record, file or limit that it touched, before and after.
struct BatchScreen: ScreenView {
    /// Its number.
    let id: Int64

    func crumb(_ state: ConsoleState) -> SafeText { "batch \(id)" }

    func query(_ state: ConsoleState) -> StationQuery? { .batch(id) }

    func table(_ state: ConsoleState) -> Table? {
        detail(state).map { BatchColumns.definition.table($0.lines, state.activeList, state) }
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - Self.detailRows(area) - 3)
    }

    /// The record as it is now.
    func opened(_ state: ConsoleState) -> Screen? {
        guard let line = selected(state) else { return nil }
        return line.entry.map { .record($0) }
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let detail = detail(state), let table = table(state) else {
            let inside = canvas.box(area, title: crumb(state), isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "batch", in: inside)
        }
        let head = detail.head
        let rows = Self.detailRows(area)
        let inside = canvas.box(
            area.droppingBottom(rows), title: "batch \(id) · \(data: head.title)",
            note: BorderNote(Self.note(detail, state)) + state.listNote(width: area.width),
            isFocused: true)
        canvas.table(table, state.activeList, in: inside, isFocused: true)
        guard rows > 0 else { return }
        let below = canvas.box(
            area.bottom(rows), title: "what was done", note: JournalColumns.standing(head).text)
        FactLine.draw(JournalScreen.facts(head, state), in: below, on: &canvas)
    }

    /// That there are more lines, or what can be done with the batch.
    private static func note(_ detail: BatchDetail, _ state: ConsoleState) -> SafeText {
        guard !detail.isPart else {
            return "the first \(NumberText.grouped(detail.lines.count)) lines"
        }
        guard state.whyNoOperation == nil else { return "" }
        return detail.head.isUndoable ? "u takes it back" : "U does it again"
    }

    private static func detailRows(_ area: Rectangle) -> Int { area.height >= 18 ? 5 : 0 }

    /// What the journal says of it; nil while it is being read.
    func head(_ state: ConsoleState) -> JournalEntry? { detail(state)?.head }

    private func detail(_ state: ConsoleState) -> BatchDetail? {
        guard case .batch(let detail)? = state.activeAnswer else { return nil }
        return detail
    }

    private func selected(_ state: ConsoleState) -> BatchLine? {
        detail(state)?.lines.first { BatchColumns.definition.key($0) == state.activeList.selection }
    }
}
