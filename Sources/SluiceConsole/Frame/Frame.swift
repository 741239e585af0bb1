internal import SluiceCore

/// One picture of the whole screen.
struct Frame {
    let state: ConsoleState

    func draw(on canvas: inout Canvas) {
        let layout = Layout(state)
        guard layout.kind != .counters else { return Counters(state: state).draw(on: &canvas) }
        HeaderBar(state: state).draw(in: layout.header, on: &canvas)
        if let screen = state.screens.last {
            ScreenCatalog.view(of: screen).draw(
                state, in: layout.body, isFocused: true, on: &canvas)
        } else {
            drawPanes(layout, on: &canvas)
        }
        state.overlay?.draw(state, over: &canvas)
        FooterBar(state: state).draw(in: layout.footer, on: &canvas)
    }

    private func drawPanes(_ layout: Layout, on canvas: inout Canvas) {
        if let tabs = layout.tabs { drawTabs(in: tabs, on: &canvas) }
        for place in layout.panes where PaneCatalog.all.contains(where: { $0.id == place.id }) {
            PaneCatalog.pane(place.id).draw(
                state, in: place.area, isFocused: place.id == state.focus, on: &canvas)
        }
    }

    private func drawTabs(in area: Rectangle, on canvas: inout Canvas) {
        var column = 1
        for pane in PaneCatalog.all {
            let isFocused = pane.id == state.focus
            let label: SafeText = "\(pane.id.rawValue)\(pane.shortTitle)"
            column += canvas.write(
                isFocused ? "[\(label)]" : label, column: column, row: 0, in: area,
                role: isFocused ? .borderFocus : .footerText)
            column += 1
        }
    }
}
