internal import SluiceCore

/// What the owner of the station is asked to do.
enum StationActions {
    static let all: [Action] = [
        Action(
            "acknowledge", keys: ["A"], hint: "seen",
            help: "alerts are seen", section: .act,
            applies: { $0.snapshot.alerts.contains { $0.isFiring && !$0.isAcknowledged } },
            whyDisabled: { whyReadOnly($0) }, perform: { state, _ in acknowledge(&state) }),
        Action(
            "rescan", keys: [], hint: "rescan", help: "list the inbox now", section: .act,
            whyDisabled: { whyReadOnly($0) },
            perform: { state, _ in [.command(state.requests.next(), .rescan)] }),
    ]

    private static func whyReadOnly(_ state: ConsoleState) -> SafeText? {
        state.snapshot.access == .readOnly
            ? "the station is only read here; nobody can be told to do it" : nil
    }

    /// The alert the cursor of the alerts is on while they have the focus, else all that fire.
    private static func acknowledge(_ state: inout ConsoleState) -> [Effect] {
        var alerts = state.snapshot.alerts.filter { $0.isFiring && !$0.isAcknowledged }
        if state.screens.isEmpty, state.focus == .alerts,
            case .id(let id)? = state.list(.pane(.alerts)).selection,
            let chosen = alerts.first(where: { $0.id == id })
        {
            alerts = [chosen]
        }
        let what: SafeText = alerts.count == 1 ? "alert" : "alerts"
        state.say("\(alerts.count) \(what) acknowledged")
        return alerts.map { .command(state.requests.next(), .acknowledge(alert: $0.id)) }
    }
}
