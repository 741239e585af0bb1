internal import SluiceCore

/// What can be done in the preview of an operation.
enum OperationActions {
    static let all: [Action] = [
        Action(
            "confirm", keys: ["Enter"], hint: "do it", help: "do it (type the count)",
            section: .act, footer: 5, applies: inPreview, whyDisabled: whyNot,
            perform: { state, _ in confirm(&state) }),
        Action(
            "exclude", keys: ["Space"], hint: "leave out", help: "leave the record as it is",
            section: .act, footer: 6,
            applies: MoveActions.inList.part("in a preview of records") { leavesOut($0) },
            whyDisabled: { whyAtWork($0) ?? whyWholeFiles($0) ?? MoveActions.whyNoRow($0) },
            perform: { state, _ in exclude(&state) }),
        Action(
            "problems", keys: ["o"], hint: "problems", help: "only what would stay",
            section: .find, footer: 7,
            applies: inPreview, whyDisabled: MoveActions.whyNoList,
            perform: { state, _ in change(&state) { $0.showsProblemsOnly.toggle() } }),
        Action(
            "change-repair", keys: ["e"], hint: "change", help: "change the repair",
            section: .act, footer: 8,
            applies: .only("in a repair's preview") { isRepair($0) }, whyDisabled: whyAtWork,
            perform: { state, _ in
                guard let (_, repairs) = repairs(state) else { return [] }
                let report = view(state).flatMap { OperationScreen(view: $0).report(state) }
                let sample = report?.outcomes.first { $0.entry != nil }?.entry
                state.overlay = RepairPrompt(repairs, sample: sample)
                return []
            }),
        Action(
            "hold-rows", keys: ["H"], hint: "hold rows",
            help: "hold bad stored rows too", section: .act, footer: 9,
            applies: .only("in the preview of other limits") { changesRules($0) },
            whyDisabled: whyAtWork,
            perform: { state, _ in
                change(&state) { view in
                    guard
                        case .changeRules(let dataset, let rules, let holds) = view.request
                            .operation
                    else { return }
                    view.typed = ""
                    view.request.operation = .changeRules(
                        dataset: dataset, rules, holdsRows: !holds)
                }
            }),
    ]

    private static let inPreview = Action.Place.only("in a preview") { view($0) != nil }

    /// The operation that is looked at; nil elsewhere.
    static func view(_ state: ConsoleState) -> OperationView? {
        guard case .operation(let view)? = state.screens.last else { return nil }
        return view
    }

    /// The repairs of the operation that is looked at, and what they are done to.
    static func repairs(_ state: ConsoleState) -> (EntrySelection, [FieldRepair])? {
        guard let view = view(state), view.running == nil,
            case .repair(let selection, let repairs) = view.request.operation
        else { return nil }
        return (selection, repairs)
    }

    private static func isRepair(_ state: ConsoleState) -> Bool {
        if case .repair? = view(state)?.request.operation { true } else { false }
    }

    /// True where single entries can be left out: files, rules and batches are dealt with as a whole.
    private static func leavesOut(_ state: ConsoleState) -> Bool {
        switch view(state)?.request.operation {
        case .release, .repair, .accept, .discard, .restore, .importCorrections, .renameColumns:
            true
        default: false
        }
    }

    private static func changesRules(_ state: ConsoleState) -> Bool {
        if case .changeRules? = view(state)?.request.operation { true } else { false }
    }

    private static func whyAtWork(_ state: ConsoleState) -> SafeText? {
        view(state)?.running == nil ? nil : "it is at work"
    }

    /// Changes how the operation is looked at.
    static func change(
        _ state: inout ConsoleState, _ body: (inout OperationView) -> Void
    ) -> [Effect] {
        guard var view = view(state) else { return [] }
        body(&view)
        state.screens[state.screens.count - 1] = .operation(view)
        return []
    }

    private static func whyNot(_ state: ConsoleState) -> SafeText? {
        guard let view = view(state) else { return nil }
        let screen = OperationScreen(view: view)
        if let reason = whyAtWork(state) ?? state.whyNoOperation { return reason }
        if case .failed? = state.activeAnswer {
            return repairs(state) == nil
                ? "it cannot be done; Esc goes back" : "it cannot be done; e changes it"
        }
        return screen.report(state).map(view.isOfUse) == false
            ? "nothing would be changed; Esc goes back" : nil
    }

    private static func confirm(_ state: inout ConsoleState) -> [Effect] {
        guard var view = view(state) else { return [] }
        let screen = OperationScreen(view: view)
        guard !screen.isAwaiting(state), let weight = screen.weight(state) else {
            state.say("what it would do is not known yet", role: .levelWarn)
            return []
        }
        if screen.needsCount(state), view.typed != String(weight) {
            // What was typed goes, so that the next digits are not put behind it.
            state.say(
                "type \(data: String(weight)) first: so many records are changed",
                role: .levelWarn)
            return change(&state) { $0.typed = "" }
        }
        let shown = screen.report(state)
        if let batch = shown?.reversed?.batch {
            // The batch that was shown, whatever was done since.
            view.request.operation = view.request.operation.reversing(batch)
        }
        var request = view.request
        request.newestEntry = shown?.newestEntry
        let (id, effects) = state.operate(request)
        view.running = id
        state.screens[state.screens.count - 1] = .operation(view)
        return effects
    }

    /// What becomes of the records of a file is not known apart from those of others.
    private static func whyWholeFiles(_ state: ConsoleState) -> SafeText? {
        guard case .renameColumns? = view(state)?.request.operation else { return nil }
        return "no file is left out here: go back and mark those that are meant"
    }

    private static func exclude(_ state: inout ConsoleState) -> [Effect] {
        guard let table = state.activeView.table(state),
            case .id(let entry)? = state.activeList.selection
        else { return [] }
        let slot = state.activeSlot
        state.lists[slot, default: ListState()].move(by: 1, in: table)
        return change(&state) { view in
            guard view.running == nil else { return }
            view.typed = ""
            if view.request.excluded.remove(entry) == nil { view.request.excluded.insert(entry) }
        }
    }
}
