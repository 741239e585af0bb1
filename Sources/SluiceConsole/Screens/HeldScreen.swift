internal import SluiceCore

/// The quarantine entries of a group, a file or a rule, a page at a time.
struct HeldScreen: ScreenView {
    /// Which entries.
    let view: HeldView

    /// Entries of a page; a cursor within its middle third needs no other.
    private static let pageSize = 300

    func crumb(_ state: ConsoleState) -> SafeText { Sanitiser.safe(view.title, limit: 120) }

    /// The page around the cursor, in steps of a third so that few moves need another.
    func query(_ state: ConsoleState) -> StationQuery? {
        let list = state.activeList
        let step = Self.pageSize / 3
        var query = QuarantineQuery()
        query.filter = view.filter
        query.filter.terms += list.filter.terms
        query.fileID = view.fileID
        query.group = view.group
        if let sort = list.sort, let column = QuarantineQuery.Column(rawValue: sort.column) {
            query.sort = column
            query.isDescending = sort.isDescending
        }
        query.offset = max(0, list.position / step - 1) * step
        query.limit = Self.pageSize
        return .quarantine(query)
    }

    func table(_ state: ConsoleState) -> Table? {
        guard let page = page(state) else { return nil }
        let columns = Self.definition.columns.filter {
            !state.activeList.hiddenColumns.contains($0.layout.id)
        }
        return Table(
            columns: columns.map(\.layout), keys: page.rows.map(Self.definition.key),
            offset: page.offset, count: page.matches
        ) { row, column in columns[column].field(page.rows[row], state) }
    }

    func opened(_ state: ConsoleState) -> Screen? {
        guard case .id(let entry)? = state.activeList.selection else { return nil }
        return .record(entry)
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let page = page(state), let table = table(state) else {
            let inside = canvas.box(area, title: crumb(state), isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "list", in: inside)
        }
        let inside = canvas.box(
            area, title: crumb(state), note: "\(NumberText.grouped(page.matches)) held",
            isFocused: true)
        guard page.matches > 0 else {
            return canvas.plate(
                "✓ None of these is held any more.", hint: "Esc goes back.", role: .levelOK,
                in: inside)
        }
        canvas.table(table, state.activeList, in: inside, isFocused: true)
    }

    private static let definition = HeldColumns.definition()

    private func page(_ state: ConsoleState) -> QuarantinePage? {
        guard case .quarantine(let page)? = state.activeAnswer else { return nil }
        return page
    }
}
