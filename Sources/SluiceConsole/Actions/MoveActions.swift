internal import SluiceCore

/// Where the cursor goes.
enum MoveActions {
    static let all: [Action] = [
        Action(
            "open", keys: ["Enter"], hint: "open", help: "open the row", section: .move, footer: 10,
            applies: inList,
            whyDisabled: { state in
                guard state.activeView.opened(state) == nil else { return nil }
                return whyNoRow(state) ?? "this row has nothing to open"
            },
            perform: { state, _ in
                guard let screen = state.activeView.opened(state) else { return [] }
                state.screens.append(screen)
                return []
            }),
        Action(
            "down", keys: ["j", "Down"], hint: "down", help: "down a row", section: .move,
            applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { list, _ in list.position + 1 } }),
        Action(
            "up", keys: ["k", "Up"], hint: "up", help: "up a row", section: .move,
            applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { list, _ in list.position - 1 } }),
        Action(
            "top", keys: ["g", "Home"], hint: "top", help: "to the top", section: .move,
            applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { _, _ in 0 } }),
        Action(
            "bottom", keys: ["G", "End"], hint: "bottom", help: "to the bottom", section: .move,
            applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { _, _ in Int.max } }),
        Action(
            "half-page-down", keys: ["^D"], hint: "half page", help: "half a page down",
            section: .move, applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { list, rows in list.position + max(1, rows / 2) } }
        ),
        Action(
            "half-page-up", keys: ["^U"], hint: "half page", help: "half a page up",
            section: .move, applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { list, rows in list.position - max(1, rows / 2) } }
        ),
        Action(
            "page-down", keys: ["PgDn"], hint: "page", help: "a page down", section: .move,
            applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { list, rows in list.position + max(1, rows) } }),
        Action(
            "page-up", keys: ["PgUp"], hint: "page", help: "a page up", section: .move,
            applies: inList, whyDisabled: whyNoRow,
            perform: { state, _ in move(&state) { list, rows in list.position - max(1, rows) } }),
        Action(
            "back", keys: ["Esc"], hint: "back", help: "back, never quits", section: .move,
            footer: Action.keptInFooter,
            applies: .only("in a drill-down or a zoomed pane") {
                ($0.isZoomed || !$0.screens.isEmpty) && !FindActions.isFiltered($0)
            },
            perform: { state, _ in back(&state) }),
    ]

    /// Where keys move through a list.
    static let inList = Action.Place.only("in a list") { $0.activeView.isList }

    /// Why nothing can be done with a row of that list; nil when there are rows.
    static func whyNoRow(_ state: ConsoleState) -> SafeText? {
        (state.activeView.table(state)?.count ?? 0) > 0 ? nil : nothingListed
    }

    /// Why nothing can be done with the list as a whole; nil when there is one, even if its filter lets nothing through.
    static func whyNoList(_ state: ConsoleState) -> SafeText? {
        state.activeView.table(state) == nil ? nothingListed : nil
    }

    /// What is said where there is nothing to act on.
    static let nothingListed: SafeText = "nothing is listed here"

    private static func move(
        _ state: inout ConsoleState, to target: (ListState, _ rows: Int) -> Int
    ) -> [Effect] {
        let slot = state.activeSlot
        guard let table = state.activeView.table(state),
            let area = state.activeVisible?.area
        else { return [] }
        let rows = state.activeView.listRows(in: area, state: state)
        let list = state.list(slot)
        state.lists[slot, default: ListState()].move(to: target(list, rows), in: table)
        return []
    }

    private static func back(_ state: inout ConsoleState) -> [Effect] {
        guard !state.screens.isEmpty else {
            state.isZoomed = false
            return []
        }
        return state.leaveScreen()
    }
}
