internal import SluiceCore

/// What the owner of the station is asked to do.
enum StationActions {
    static let all: [Action] = [
        Action(
            "acknowledge", keys: ["A"], hint: "seen",
            help: "alerts are seen", section: .act,
            whyDisabled: { state in
                guard state.live.alerts.contains(where: \.isFiring) else {
                    return "no alert fires"
                }
                return state.whyNoOperation
                    ?? (meant(state).isEmpty ? "it was seen already, or fires no longer" : nil)
            }, perform: { state, _ in acknowledge(&state) }),
        Action(
            "rescan", keys: [], hint: "rescan", help: "list the inbox now", section: .act,
            whyDisabled: { $0.whyNoOperation },
            perform: { state, _ in [.command(state.requests.next(), .rescan)] }),
    ]

    private static func unseen(_ state: ConsoleState) -> [StationAlert] {
        state.live.alerts.filter { $0.isFiring && !$0.isAcknowledged }
    }

    /// The alert that is open; the marked ones, else the one of the cursor, while alerts have the focus; elsewhere all.
    private static func meant(_ state: ConsoleState) -> [StationAlert] {
        if case .alert(let id)? = state.screens.last { return unseen(state).filter { $0.id == id } }
        guard state.screens.isEmpty, state.focus == .alerts else { return unseen(state) }
        let list = state.list(.pane(.alerts))
        return unseen(state).filter { alert in
            list.marks.isEmpty
                ? list.selection == .id(alert.id) : list.marks.contains(.id(alert.id))
        }
    }

    private static func acknowledge(_ state: inout ConsoleState) -> [Effect] {
        let alerts = meant(state)
        let what: SafeText = alerts.count == 1 ? "alert" : "alerts"
        state.say("\(alerts.count) \(what) acknowledged")
        return alerts.map { .command(state.requests.next(), .acknowledge(alert: $0.id)) }
    }
}
