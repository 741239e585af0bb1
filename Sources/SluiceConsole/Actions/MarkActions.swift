internal import SluiceCore

/// Which rows are meant by what is done next.
enum MarkActions {
    static let all: [Action] = [
        Action(
            "mark", keys: ["Space"], hint: "mark", help: "mark or unmark the row",
            section: .act, footer: 13, applies: MoveActions.inList,
            whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in
                guard canMarkSome(&state) else { return [] }
                return change(&state) { list, table in
                    guard let key = table.key(at: list.position) else { return }
                    list.toggleMark(key)
                    list.move(by: 1, in: table)
                }
            }),
        Action(
            "mark-range", keys: ["v"], hint: "range",
            help: "begin or end a range", section: .act,
            applies: MoveActions.inList, whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in markRange(&state) }),
        Action(
            "mark-all", keys: ["a"], hint: "all",
            help: "mark all shown, or none", section: .act,
            applies: MoveActions.inList, whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in markAll(&state) }),
        Action(
            "mark-alike", keys: ["*"], hint: "alike",
            help: "mark all that are alike", section: .act,
            applies: MoveActions.inList,
            whyDisabled: { state in
                guard state.activeView.alike(state).isEmpty else { return nil }
                return MoveActions.whyNoRow(state) ?? "no rows are alike here"
            },
            perform: { state, _ in
                canMarkSome(&state) ? mark(&state, state.activeView.alike(state)) : []
            }),
    ]

    private static func change(
        _ state: inout ConsoleState, _ body: (inout ListState, Table) -> Void
    ) -> [Effect] {
        guard let table = state.activeView.table(state) else { return [] }
        body(&state.lists[state.activeSlot, default: ListState()], table)
        return []
    }

    /// False, with the reason, while all are marked by what the filter says: single rows have no marks then.
    private static func canMarkSome(_ state: inout ConsoleState) -> Bool {
        guard state.list(state.activeSlot).marksAll else { return true }
        state.say("all that pass the filter are marked: a takes the marks away", role: .levelWarn)
        return false
    }

    /// Marks the rows, or takes the marks away where all have one, and says how many of how many were at hand.
    private static func mark(_ state: inout ConsoleState, _ keys: [RowKey]) -> [Effect] {
        let isMarked = state.list(state.activeSlot).marks.isSuperset(of: keys)
        let all = state.activeView.table(state)?.count ?? 0
        let atHand = state.activeView.table(state)?.keys.count ?? 0
        if !isMarked, atHand < all {
            let count = NumberText.grouped(keys.count)
            state.say(
                "\(count) marked of those at hand; \(NumberText.grouped(all)) pass the filter",
                role: .levelWarn)
        }
        return change(&state) { list, _ in
            if isMarked {
                list.marks.subtract(keys)
            } else {
                list.marks.formUnion(keys)
            }
        }
    }

    /// Marks all that the filter lets through, whether at hand or not, or takes all marks away.
    private static func markAll(_ state: inout ConsoleState) -> [Effect] {
        guard let table = state.activeView.table(state) else { return [] }
        let list = state.list(state.activeSlot)
        guard table.keys.count < table.count, !list.marksAll else {
            let wasAll = list.marksAll
            state.lists[state.activeSlot]?.marksAll = false
            return mark(&state, wasAll ? [] : Array(table.keys))
        }
        state.say("all \(NumberText.grouped(table.count)) that pass the filter are marked")
        return change(&state) { list, _ in
            list.marks = []
            list.marksAll = true
        }
    }

    private static func markRange(_ state: inout ConsoleState) -> [Effect] {
        guard canMarkSome(&state) else { return [] }
        var said: SafeText?
        defer { if let said { state.say(said) } }
        return change(&state) { list, table in
            guard let start = list.rangeStart else {
                list.rangeStart = list.selection
                said = "move to the other end and press v again"
                return
            }
            list.rangeStart = nil
            guard let first = table.index(of: start) else {
                said = "the row the range began at is gone"
                return
            }
            let ends = min(first, list.position)...max(first, list.position)
            list.marks.formUnion(ends.compactMap { table.key(at: $0) })
        }
    }
}
