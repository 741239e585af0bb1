internal import SluiceCore

/// What is looked for, what is shown of a list, and how it is ordered.
enum FindActions {
    static let all: [Action] = [
        Action(
            "filter", keys: ["/", "F4"], hint: "filter",
            help: "show only matching rows", section: .find, footer: 11,
            arguments: [Action.Argument("[WORDS !x FIELD:x >1.5]", check: FilterPrompt.problem)],
            applies: MoveActions.inList, whyDisabled: MoveActions.whyNoList,
            perform: { state, values in look(values, .filter, &state) }),
        Action(
            "find", keys: ["F3"], hint: "find", help: "go to matching rows", section: .find,
            arguments: [Action.Argument("[WORDS !x FIELD:x >1.5]", check: FilterPrompt.problem)],
            applies: MoveActions.inList, whyDisabled: MoveActions.whyNoList,
            perform: { state, values in look(values, .find, &state) }),
        Action(
            "next-match", keys: ["n"], hint: "next", help: "next matching row",
            section: .find, applies: MoveActions.inList, whyDisabled: nothingSought,
            perform: { state, _ in step(1, &state) }),
        Action(
            "previous-match", keys: ["N"], hint: "previous", help: "previous matching row",
            section: .find, applies: MoveActions.inList, whyDisabled: nothingSought,
            perform: { state, _ in step(-1, &state) }),
        Action(
            "clear-filter", keys: ["Esc"], hint: "show all", help: "show all rows again",
            section: .find, footer: Action.keptInFooter,
            applies: .only("in a list that is filtered") { hides($0) },
            perform: { state, _ in
                clear(&state)
                return []
            }),
        Action(
            "clear-find", keys: ["Esc"], hint: "end search", help: "forget what is looked for",
            section: .find, footer: Action.keptInFooter,
            applies: .only("while something is looked for") { isFiltered($0) && !hides($0) },
            perform: { state, _ in
                clear(&state)
                return []
            }),
        Action(
            "goto", keys: [], hint: "go to", help: "go to a row by its number", section: .find,
            arguments: [Action.Argument("NUMBER", check: rowProblem)],
            applies: MoveActions.inList, whyDisabled: MoveActions.whyNoRow,
            perform: { state, values in
                guard let row = values.first.flatMap({ Int($0) }) else { return [] }
                move(to: row - 1, &state)
                return []
            }),
        Action(
            "sort-by", keys: ["F6"], hint: "sort", help: "choose the order",
            section: .find,
            arguments: [
                Action.Argument(
                    "[COLUMN]", choices: { ListActions.sortable($0).map(\.name) },
                    check: { name, state in columnProblem(name, in: ListActions.sortable(state)) })
            ], applies: ListActions.inSortable, whyDisabled: MoveActions.whyNoRow,
            perform: { state, values in sort(values, &state) }),
        Action(
            "columns", keys: ["c"], hint: "columns", help: "choose the columns",
            section: .find,
            arguments: [
                Action.Argument(
                    "[COLUMN]", choices: { ColumnPicker.columns($0).map(\.name) },
                    check: { name, state in columnProblem(name, in: ColumnPicker.columns(state)) })
            ], applies: MoveActions.inList, whyDisabled: MoveActions.whyNoList,
            perform: { state, values in choose(values, &state) }),
    ]

    /// True where rows are hidden by a filter, or marked by a search.
    static func isFiltered(_ state: ConsoleState) -> Bool {
        let list = state.list(state.activeSlot)
        return !(list.filter.isEmpty && list.search.isEmpty)
    }

    private static func hides(_ state: ConsoleState) -> Bool {
        !state.list(state.activeSlot).filter.isEmpty
    }

    private static func nothingSought(_ state: ConsoleState) -> SafeText? {
        isFiltered(state)
            ? MoveActions.whyNoList(state) : "nothing was looked for; F3 finds, / filters"
    }

    private static func look(
        _ values: [String], _ purpose: FilterPrompt.Purpose, _ state: inout ConsoleState
    ) -> [Effect] {
        guard let text = values.first else {
            state.overlay = FilterPrompt(purpose, state)
            return []
        }
        let slot = state.activeSlot
        let start = state.list(slot).position
        if let problem = FilterPrompt.apply(text, purpose, to: slot, in: &state, from: start) {
            state.say(problem, role: .levelError)
        }
        return []
    }

    private static func step(_ step: Int, _ state: inout ConsoleState) -> [Effect] {
        guard let table = state.activeView.table(state) else { return [] }
        let list = state.list(state.activeSlot)
        // The rows that a filter shows all match; the store may have filtered them by more than what is shown.
        let found =
            list.search.isEmpty
            ? Array(table.offset..<(table.offset + table.keys.count))
            : table.matches(of: list.search)
        let next =
            step > 0
            ? found.first { $0 > list.position } ?? found.first
            : found.last { $0 < list.position } ?? found.last
        guard let next, let place = found.firstIndex(of: next) else {
            state.say("nothing was found", role: .levelWarn)
            return []
        }
        move(to: next, &state)
        let count = NumberText.grouped(found.count)
        state.say("\(NumberText.grouped(place + 1)) of \(count) found\(table.reach)")
        return []
    }

    private static func clear(_ state: inout ConsoleState) {
        let slot = state.activeSlot
        state.filter(slot, by: FilterExpression(), typed: "")
        state.lists[slot, default: ListState()].searchText = ""
        state.lists[slot, default: ListState()].search = FilterExpression()
    }

    private static func move(to position: Int, _ state: inout ConsoleState) {
        guard let table = state.activeView.table(state) else { return }
        state.lists[state.activeSlot, default: ListState()].move(to: position, in: table)
    }

    private static func rowProblem(_ text: String, _ state: ConsoleState) -> SafeText? {
        let count = state.activeView.table(state)?.count ?? 0
        guard let row = Int(text), (1...max(1, count)).contains(row) else {
            return "a number from 1 to \(NumberText.grouped(max(1, count)))"
        }
        return nil
    }

    // MARK: Columns

    private static func columnProblem(
        _ name: String, in columns: [ColumnLayout]
    ) -> SafeText? {
        if name.isEmpty || ColumnLayout.called(name, of: columns) != nil { return nil }
        let names = columns.map(\.name).joined(separator: " ")
        return "no column \(data: name); there are \(data: names)"
    }

    private static func sort(_ values: [String], _ state: inout ConsoleState) -> [Effect] {
        guard let name = values.first,
            let column = ColumnLayout.called(name, of: ListActions.sortable(state))?.id
        else {
            state.overlay = SortChooser(state)
            return []
        }
        let slot = state.activeSlot
        let wasSorted = state.list(slot).sort.flatMap { $0.column == column ? $0 : nil }
        state.lists[slot, default: ListState()].sort = SortOrder(
            column: column, isDescending: wasSorted.map { !$0.isDescending } ?? false)
        return SortChooser.remember(slot, in: &state)
    }

    private static func choose(_ values: [String], _ state: inout ConsoleState) -> [Effect] {
        let columns = ColumnPicker.columns(state)
        guard let name = values.first, let column = ColumnLayout.called(name, of: columns)?.id
        else {
            state.overlay = ColumnPicker(state)
            return []
        }
        let slot = state.activeSlot
        var hidden = state.list(slot).hiddenColumns
        if hidden.remove(column) == nil { hidden.insert(column) }
        guard columns.contains(where: { !hidden.contains($0.id) }) else {
            state.say("one column must stay", role: .levelWarn)
            return []
        }
        state.lists[slot, default: ListState()].hiddenColumns = hidden
        return ColumnPicker.remember(slot, in: &state)
    }
}
