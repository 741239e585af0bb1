internal import SluiceCore

extension Console {
    /// Rows the wheel turns a list by.
    private static let wheelRows = 3

    /// A click chooses what is under it; the wheel moves the list under it, or what lies over the screen.
    static func point(_ event: MouseEvent, in state: inout ConsoleState) -> [Effect] {
        if let key = footerKey(event, state) { return press(key, in: &state) }
        guard state.overlay == nil else {
            switch event.kind {
            case .wheelUp: return press(KeyStroke(.up), in: &state)
            case .wheelDown: return press(KeyStroke(.down), in: &state)
            case .press, .doublePress: return []
            }
        }
        switch event.kind {
        case .wheelUp: turn(-wheelRows, event, in: &state)
        case .wheelDown: turn(wheelRows, event, in: &state)
        case .press: choose(event, in: &state)
        case .doublePress:
            guard choose(event, in: &state) else { break }
            return press(KeyStroke(.enter), in: &state)
        }
        return []
    }

    /// The key of the hint in the last row that was clicked.
    private static func footerKey(_ event: MouseEvent, _ state: ConsoleState) -> KeyStroke? {
        guard event.kind == .press else { return nil }
        let area = Layout(state).footer
        guard area.contains(column: event.column, row: event.row) else { return nil }
        return FooterBar(state: state).hint(at: event.column - area.column, width: area.width)?.key
    }

    private static func turn(_ rows: Int, _ event: MouseEvent, in state: inout ConsoleState) {
        guard let place = place(of: event, state), let table = place.view.table(state) else {
            return
        }
        state.lists[place.slot, default: ListState()].move(by: rows, in: table)
    }

    /// Gives the focus to the pane that was clicked, and its cursor to the row; true when there was a row.
    @discardableResult
    private static func choose(_ event: MouseEvent, in state: inout ConsoleState) -> Bool {
        if let pane = PaneTabs(state)?.pane(at: event) {
            state.focus = pane
            return false
        }
        guard let place = place(of: event, state) else { return false }
        if case .pane(let pane) = place.slot { state.focus = pane }
        guard let table = place.view.table(state),
            let cursor = cursorRow(of: place.view, in: place.area, state)
        else { return false }
        let list = state.list(place.slot)
        let position = list.position + event.row - cursor
        let rows = place.view.listRows(in: place.area, state: state)
        guard (list.top..<list.top + rows).contains(position), position < table.count else {
            return false
        }
        state.lists[place.slot, default: ListState()].move(to: position, in: table)
        return true
    }

    /// The row of the screen on which a view draws the cursor of its list; nil when it shows none.
    ///
    /// Found by drawing the view once more, so that no view has to say where its list stands: a click is rare.
    private static func cursorRow(
        of view: any ConsoleView, in area: Rectangle, _ state: ConsoleState
    ) -> Int? {
        let medium = Medium(characterWidth: { _ in 1 }, glyphs: .ascii)
        var canvas = Canvas(size: state.size, medium: medium)
        view.draw(state, in: area, isFocused: true, on: &canvas)
        return (area.row..<area.row + area.height).first { row in
            (area.column..<area.column + area.width).contains { column in
                canvas[column, row].attributes.contains(.selected)
            }
        }
    }

    private static func place(
        of event: MouseEvent, _ state: ConsoleState
    ) -> (slot: ViewSlot, view: any ConsoleView, area: Rectangle)? {
        state.visibleViews.first { $0.area.contains(column: event.column, row: event.row) }
    }
}
