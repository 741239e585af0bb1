internal import SluiceCore

/// The quarantine entries of a group, a file or a rule, a page at a time.
struct HeldScreen: ScreenView {
    /// Which entries.
    let view: HeldView

    func crumb(_ state: ConsoleState) -> SafeText { Sanitiser.safe(view.title, limit: 120) }

    func query(_ state: ConsoleState) -> StationQuery? {
        .quarantine(QuarantineTable.query(state.activeList, of: view))
    }

    func table(_ state: ConsoleState) -> Table? {
        page(state).map { QuarantineTable.table($0, for: state.activeSlot, state, Self.definition) }
    }

    func alike(_ state: ConsoleState) -> [RowKey] {
        page(state).map { QuarantineTable.alike($0.rows, state.activeList) } ?? []
    }

    func opened(_ state: ConsoleState) -> Screen? {
        guard case .id(let entry)? = state.activeList.selection else { return nil }
        return .record(entry)
    }

    func target(_ state: ConsoleState) -> DeskTarget? {
        guard let page = page(state), page.matches > 0 else { return nil }
        var all = QuarantineQuery()
        all.filter = view.filter
        all.filter.terms += state.activeList.filter.terms
        all.fileID = view.fileID
        all.group = view.group
        var target = DeskTarget(
            state.activeList, rows: page.rows, all: all,
            called: "all \(page.matches) of \(view.title)")
        if state.activeList.marksAll || !state.activeList.marks.isEmpty {
            target?.adopt(view.suggestion)
            target?.isRejectedFile = view.group?.code == .header
        }
        return target
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let page = page(state), let table = table(state) else {
            let inside = canvas.box(area, title: crumb(state), isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "list", in: inside)
        }
        let inside = canvas.box(
            area, title: crumb(state),
            note: BorderNote("\(NumberText.grouped(page.matches)) held")
                + state.listNote(width: area.width),
            isFocused: true)
        guard page.matches > 0 || !state.activeList.filter.isEmpty else {
            return canvas.plate(
                "✓ None of these is held.", hint: "Esc goes back.", role: .levelOK,
                in: inside)
        }
        canvas.table(table, state.activeList, in: inside, isFocused: true)
        guard page.matches == 0 else { return }
        canvas.note(
            "nothing of this passes the filter", role: .stale, in: inside.droppingTop(1))
    }

    private static let definition = QuarantineTable.wide()

    private func page(_ state: ConsoleState) -> QuarantinePage? {
        guard case .quarantine(let page)? = state.activeAnswer else { return nil }
        return page
    }
}
