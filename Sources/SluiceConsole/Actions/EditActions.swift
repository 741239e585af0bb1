internal import SluiceCore

/// What can be done in the record editor besides typing.
enum EditActions {
    static let all: [Action] = [
        Action(
            "save", keys: ["^S", "A-Enter"], hint: "save", help: "save; store it if valid",
            section: .act, footer: 3, applies: inEditor, whyDisabled: whyNot,
            perform: { state, _ in save(&state) }),
        Action(
            "next-field", keys: ["Tab", "Enter", "Down"], hint: "next", help: "next field",
            section: .move, footer: 1, applies: inEditor,
            perform: { state, _ in change(&state) { $0.move(by: 1) } }),
        Action(
            "previous-field", keys: ["S-Tab", "Up"], hint: "previous", help: "previous field",
            section: .move, applies: inEditor,
            perform: { state, _ in change(&state) { $0.move(by: -1) } }),
        Action(
            "revert-field", keys: ["^R"], hint: "revert", help: "the field as it is held",
            section: .act, footer: 2, applies: inEditor, whyDisabled: whyNoRevert,
            perform: { state, _ in change(&state) { $0.revert() } }),
        Action(
            "edit-hex", keys: ["^X"], hint: "hex", help: "the bytes as text or hex",
            section: .screen, footer: 4, applies: inEditor,
            perform: { state, _ in change(&state) { $0.toggleHex() } }),
        Action(
            "leave-editor", keys: ["Esc"], hint: "cancel", help: "back; asks when changed",
            section: .move, footer: 5, applies: inEditor,
            perform: { state, _ in leave(&state) }),
    ]

    private static let inEditor = Action.Place.only("in the editor") { state in
        guard case .edit? = state.screens.last else { return false }
        return true
    }

    /// Lets an editor change itself; nothing while its record is awaited or being saved.
    static func change(
        _ state: inout ConsoleState, _ body: (inout EditSession) -> Void
    ) -> [Effect] {
        guard var session = EditSession(state), session.view.running == nil else { return [] }
        body(&session)
        state.screens[state.screens.count - 1] = .edit(session.view)
        return []
    }

    private static func whyNot(_ state: ConsoleState) -> SafeText? {
        if let reason = state.whyNoOperation { return reason }
        guard let session = EditSession(state) else { return "there is nothing to save" }
        if session.view.running != nil { return "it is being saved" }
        return session.isChanged
            ? nil : "nothing was changed; r on the record judges it again as it is"
    }

    private static func whyNoRevert(_ state: ConsoleState) -> SafeText? {
        let isChanged = EditSession(state)?.isPlaceChanged ?? true
        return isChanged ? nil : "the field is as it is held"
    }

    /// Saves, and asks before where the record would stay in quarantine.
    private static func save(_ state: inout ConsoleState) -> [Effect] {
        guard let session = EditSession(state) else { return [] }
        let problem: SafeText
        switch KeyCheck(session, state) {
        case .awaited:
            state.say("whether its key is stored already is not known yet", role: .levelWarn)
            return []
        case .taken(let place): problem = "Its key is that of \(data: place)."
        case .unneeded where !session.draft.isValid:
            let names = session.badNames.prefix(4).map { "\(data: $0)" as SafeText }
            problem = "Still invalid: \(OperationWords.joined(names))."
        case .unneeded, .free, .unknown: return send(&state)
        }
        state.overlay = ConfirmPrompt(
            "Save a record that is not valid",
            lines: [
                problem,
                "It stays in quarantine with its new bytes.",
            ], verb: "save it all the same"
        ) { state in send(&state) }
        return []
    }

    private static func send(_ state: inout ConsoleState) -> [Effect] {
        guard let session = EditSession(state) else { return [] }
        var view = session.view
        let (id, effects) = state.operate(
            state.request(.edit(entry: view.entry, raw: session.draft.raw)))
        view.running = id
        state.screens[state.screens.count - 1] = .edit(view)
        return effects
    }

    private static func leave(_ state: inout ConsoleState) -> [Effect] {
        guard let session = EditSession(state), session.isChanged, session.view.running == nil
        else { return state.leaveScreen() }
        state.overlay = ConfirmPrompt(
            "Leave the editor",
            lines: [
                "\(OperationWords.counted(session.changedCells, "field", "fields")) changed, "
                    + "nothing saved."
            ], verb: "leave without saving"
        ) { state in state.leaveScreen() }
        return []
    }
}
