internal import SluiceCore

/// How lists are ordered, and which of their columns and lines are seen.
enum ListActions {
    static let all: [Action] = [
        Action(
            "sort", keys: ["s"], hint: "sort", help: "sort by the next column", section: .find,
            footer: 40, applies: inSortable, whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in sort(&state) }),
        Action(
            "reverse", keys: ["S"], hint: "reverse", help: "reverse the order", section: .find,
            applies: inSortable, whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in
                set(SortOrder.reversed(state.list(state.activeSlot).sort), in: &state)
            }),
        Action(
            "scroll-right", keys: ["l", "Right"], hint: "columns", help: "columns further right",
            section: .move, applies: MoveActions.inList, whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in scroll(&state, by: 1) }),
        Action(
            "scroll-left", keys: ["h", "Left"], hint: "columns", help: "columns further left",
            section: .move, applies: MoveActions.inList, whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in scroll(&state, by: -1) }),
        Action(
            "log-level", keys: ["L"], hint: "level", help: "least level that is shown",
            section: .find, footer: 23,
            arguments: [
                Action.Argument(
                    "level",
                    choices: { _ in LogLine.Level.allCases.map(\.rawValue) },
                    check: { text, _ in
                        LogLine.Level(rawValue: text.uppercased()) == nil
                            ? "there is no such level" : nil
                    })
            ], applies: .only("in the log") { $0.screens.isEmpty && $0.focus == .log },
            perform: { state, arguments in
                let all = LogLine.Level.allCases
                let now = all.firstIndex(of: state.preferences.logLevel) ?? 0
                state.preferences.logLevel =
                    arguments.first.flatMap { LogLine.Level(rawValue: $0.uppercased()) }
                    ?? all[(now + 1) % all.count]
                return [.save(state.preferences)]
            }),
    ]

    /// Where a list can be sorted, or could be if there were something in it.
    static let inSortable = MoveActions.inList.part("in a list that can be sorted") {
        !sortable($0).isEmpty
            || $0.list($0.activeSlot).follows != .last && MoveActions.whyNoRow($0) != nil
    }

    /// The columns of the list that has the keys, by which it can be sorted; a log that is followed has none.
    static func sortable(_ state: ConsoleState) -> [ColumnLayout] {
        guard state.list(state.activeSlot).follows != .last,
            let table = state.activeView.table(state), table.count > 0
        else { return [] }
        return table.columns.filter(\.isSortable)
    }

    /// Sorts by the next column, and behind the last by none.
    private static func sort(_ state: inout ConsoleState) -> [Effect] {
        let columns = sortable(state).map(\.id)
        let now = state.list(state.activeSlot).sort.flatMap { columns.firstIndex(of: $0.column) }
        let next = now.map { $0 + 1 } ?? 0
        guard next < columns.count else { return set(nil, in: &state) }
        return set(SortOrder(column: columns[next], isDescending: false), in: &state)
    }

    private static func set(_ order: SortOrder?, in state: inout ConsoleState) -> [Effect] {
        state.lists[state.activeSlot, default: ListState()].sort = order
        guard case .pane(let pane) = state.activeSlot else { return [] }
        state.preferences.sorts[pane] = order
        return [.save(state.preferences)]
    }

    private static func scroll(_ state: inout ConsoleState, by count: Int) -> [Effect] {
        let slot = state.activeSlot
        guard let (table, width) = state.activeTable else { return [] }
        let last = TableFrame.lastStep(table.columns, width: width)
        // A window that was narrower may have been scrolled further.
        let target = min(state.list(slot).firstColumn, last) + count
        state.lists[slot, default: ListState()].firstColumn = min(max(0, target), last)
        if last == 0 {
            state.say("all columns are shown")
        } else if target > last {
            state.say("the last column is shown")
        } else if target < 0 {
            state.say("the first column is shown")
        }
        return []
    }
}
