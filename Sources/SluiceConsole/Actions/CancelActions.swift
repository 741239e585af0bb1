internal import SluiceCore

/// What can be done while an operation of this console is at work.
enum CancelActions {
    static let all: [Action] = [
        Action(
            "cancel-operation", keys: ["Esc", "^C"], hint: "cancel",
            help: "end the operation at work", section: .act, footer: 1,
            applies: .only("while this console has an operation to end") { $0.endable != nil },
            perform: { state, _ in
                guard let id = state.endable else { return [] }
                return state.endOperation(id)
            })
    ]
}
