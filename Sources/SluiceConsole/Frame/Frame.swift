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
        for place in layout.panes {
            PaneCatalog.pane(place.id).draw(
                state, in: place.area, isFocused: place.id == state.focus, on: &canvas)
        }
        if let area = layout.preview {
            PreviewPane().draw(state, in: area, isFocused: false, on: &canvas)
        }
        guard let tabs = layout.tabs else { return }
        canvas.fill(tabs)
        canvas.fill(layout.footer)
        PaneTabs(state)?.draw(on: &canvas)
    }
}
