package import SluiceCore

/// One file: what became of it, why, and where its bad rows sit.
package struct FileScreen: ScreenView {
    /// Its ledger id.
    let id: Int64

    package func crumb(_ state: ConsoleState) -> SafeText {
        guard case .file(let detail)? = state.requests.answers[state.activeSlot] else {
            return "\(id)"
        }
        return Sanitiser.safe(detail.summary.name)
    }

    package func query(_ state: ConsoleState) -> StationQuery? {
        .file(id, mapStretches: max(10, state.size.columns - 12))
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let inside = canvas.box(area, title: crumb(state), isFocused: true)
        guard case .file(let detail)? = state.requests.answers[state.activeSlot] else {
            canvas.write("Asking the store …", column: 1, row: 0, in: inside, role: .stale)
            return
        }
        canvas.write(
            "sha256  \(data: detail.sha256)", column: 1, row: 0, in: inside, role: .text)
    }
}
