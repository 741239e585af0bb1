internal import SluiceCore

extension Console {
    /// Rows the wheel turns a list by.
    private static let wheelRows = 3

    /// A click chooses what is under it; the wheel moves the list or the fields under it, or what lies over the screen.
    static func point(_ event: MouseEvent, in state: inout ConsoleState) -> [Effect] {
        if let key = footerKey(event, state) { return press(key, in: &state) }
        guard state.overlay == nil else {
            switch event.kind {
            case .wheelUp: return press(KeyStroke(.up), in: &state)
            case .wheelDown: return press(KeyStroke(.down), in: &state)
            case .press: return choose(event, over: &state)
            case .doublePress:
                return choose(event, over: &state)
                    + (state.overlay == nil ? [] : press(KeyStroke(.enter), in: &state))
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
        guard event.kind == .press || event.kind == .doublePress else { return nil }
        let area = Layout(state).footer
        guard area.contains(column: event.column, row: event.row) else { return nil }
        return FooterBar(state: state).hint(at: event.column - area.column, width: area.width)?.key
    }

    private static func turn(_ rows: Int, _ event: MouseEvent, in state: inout ConsoleState) {
        guard let place = place(of: event, state) else { return }
        guard let table = place.view.table(state) else {
            return place.view.turn(by: rows, &state)
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
        if place.view.point(at: event, in: place.area, &state) { return false }
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
        var canvas = state.blankCanvas
        view.draw(state, in: area, isFocused: true, on: &canvas)
        return (area.row..<area.row + area.height).first { row in
            (area.column..<area.column + area.width).contains { column in
                canvas[column, row].attributes.contains(.selected)
            }
        }
    }

    /// Moves the cursor of a list over the screen to the row that was clicked; a click on its own row chooses it.
    ///
    /// Done with the keys that move it, on a copy: what was clicked must be what the cursor then is on.
    private static func choose(_ event: MouseEvent, over state: inout ConsoleState) -> [Effect] {
        guard let cursor = overlayCursor(state), cursor.columns.contains(event.column) else {
            return []
        }
        let rows = event.row - cursor.row
        guard rows != 0 else { return press(KeyStroke(.enter), in: &state) }
        let wanted = overlayText(state, row: event.row, columns: cursor.columns)
        var trial = state
        var effects: [Effect] = []
        for _ in 0..<rows.magnitude {
            effects += press(KeyStroke(rows > 0 ? .down : .up), in: &trial)
        }
        guard let found = overlayCursor(trial),
            overlayText(trial, row: found.row, columns: found.columns) == wanted
        else { return [] }
        state = trial
        return effects
    }

    /// What lies over the screen, drawn on nothing.
    private static func overlayCanvas(_ state: ConsoleState) -> Canvas {
        var canvas = state.blankCanvas
        state.overlay?.draw(state, over: &canvas)
        return canvas
    }

    /// The row and the columns on which it draws the cursor of its list; nil when it has none.
    private static func overlayCursor(
        _ state: ConsoleState
    ) -> (row: Int, columns: Range<Int>)? {
        let canvas = overlayCanvas(state)
        for row in 0..<canvas.size.rows {
            let columns = (0..<canvas.size.columns).filter {
                canvas[$0, row].attributes.contains(.selected)
            }
            if let first = columns.first, let last = columns.last { return (row, first..<last + 1) }
        }
        return nil
    }

    /// What a row of it says behind the sign of the cursor.
    private static func overlayText(
        _ state: ConsoleState, row: Int, columns: Range<Int>
    ) -> String {
        let canvas = overlayCanvas(state)
        return columns.dropFirst().map { canvas[$0, row].text }.joined()
    }

    private static func place(
        of event: MouseEvent, _ state: ConsoleState
    ) -> (slot: ViewSlot, view: any ConsoleView, area: Rectangle)? {
        state.visibleViews.first { $0.area.contains(column: event.column, row: event.row) }
    }
}

extension ConsoleState {
    /// A canvas of the screen's size that nobody sees: to find out what would stand where.
    var blankCanvas: Canvas {
        Canvas(size: size, medium: Medium(characterWidth: { _ in 1 }, glyphs: .ascii))
    }
}
