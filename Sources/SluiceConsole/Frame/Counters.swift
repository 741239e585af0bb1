internal import SluiceCore

/// What is left where there is no room for a pane: held records and alerts, the state word and the feed, the clock.
struct Counters {
    let state: ConsoleState

    func draw(on canvas: inout Canvas) {
        let medium = canvas.medium
        let area = canvas.bounds
        for (row, items) in [counts, condition, [clock]].enumerated() where row < area.height {
            // No blank is needed behind the last one.
            let shown = HeaderItem.fitting(items, width: area.width + (items.last?.gap ?? 0)) {
                CellText($0, medium: medium).cells.count
            }
            HeaderItem.draw(
                shown, row: row, column: 0, before: area.width, in: area, on: &canvas)
        }
    }

    private var counts: [HeaderItem] {
        let held = state.snapshot.heldRecords
        let firing = state.live.firingAlerts
        let all = HeaderItem("Q\(NumberText.count(held))", [.gone(at: 2)], role: .text, gap: 1)
        guard firing > 0 else { return [all] }
        return [
            all,
            HeaderItem("!\(firing)", [.words("!", at: 1)], role: .levelAlert, gap: 1),
        ]
    }

    private var condition: [HeaderItem] {
        let word = HeaderItem(state.word.text, [.cut(3, at: 1)], role: state.word.role, gap: 1)
        guard case .running = state.snapshot.feed else { return [word] }
        return [word, HeaderItem(HeaderBar.feed, [.gone(at: 2)], role: .levelAlert, gap: 1)]
    }

    private var clock: HeaderItem {
        let forms = HeaderBar.clock(state)
        return HeaderItem(
            forms.seconds, [.words(forms.minutes, at: 2), .gone(at: 1)], role: .text, gap: 1)
    }
}
