internal import SluiceCore

/// The last row: a notice, or keys by their priority; the key of help is never left out.
struct FooterBar {
    let state: ConsoleState

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        guard area.height > 0 else { return }
        if let notice = state.notice {
            canvas.write(
                notice.text, column: 1, row: 0, in: area, role: notice.role,
                width: max(0, area.width - 2))
            return
        }
        let all = state.overlay?.hints ?? actionHints
        let last = state.overlay == nil ? lastHint : nil
        let reserved = last.map { width($0, canvas) + 2 } ?? 0
        var column = 1
        for hint in all where column + width(hint, canvas) + reserved <= area.width {
            column = draw(hint, column: column, in: area, on: &canvas)
        }
        if let last { _ = draw(last, column: column, in: area, on: &canvas) }
    }

    private typealias Hint = (keys: SafeText, text: SafeText)

    private func width(_ hint: Hint, _ canvas: Canvas) -> Int {
        canvas.width(of: hint.keys) + 1 + canvas.width(of: hint.text)
    }

    private func draw(
        _ hint: Hint, column: Int, in area: Rectangle, on canvas: inout Canvas
    ) -> Int {
        var next = column
        next += canvas.write(hint.keys, column: next, row: 0, in: area, role: .footerKey) + 1
        next += canvas.write(hint.text, column: next, row: 0, in: area, role: .footerText) + 2
        return next
    }

    private var actionHints: [Hint] {
        ActionCatalog.all
            .filter { $0.footer != nil && $0.id != "help" && $0.applies(state) }
            .sorted { ($0.footer ?? 0) < ($1.footer ?? 0) }
            .compactMap(hint)
    }

    private var lastHint: Hint? { ActionCatalog.action("help").flatMap(hint) }

    private func hint(_ action: Action) -> Hint? {
        state.keys.keys(of: action).first.map { ($0.shown, action.hint) }
    }
}
