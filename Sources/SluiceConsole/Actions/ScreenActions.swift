internal import SluiceCore

/// How the screen looks.
enum ScreenActions {
    static let all: [Action] =
        PaneID.allCases.map(focusing) + [
            Action(
                "next-pane", keys: ["Tab"], hint: "pane", help: "next pane", section: .screen,
                footer: 60, applies: onMainScreen,
                perform: { state, _ in step(&state, by: 1) }),
            Action(
                "previous-pane", keys: ["S-Tab"], hint: "pane", help: "previous pane",
                section: .screen, applies: onMainScreen,
                perform: { state, _ in step(&state, by: -1) }),
            Action(
                "zoom", keys: ["z"], hint: "zoom", help: "zoom the pane in or out",
                section: .screen, footer: 70, applies: onMainScreen,
                perform: { state, _ in
                    state.isZoomed.toggle()
                    return []
                }),
            Action(
                "freeze", keys: ["p"], hint: "freeze",
                help: "freeze; ingestion goes on", section: .screen,
                perform: { state, _ in freeze(&state) }),
            Action(
                "redraw", keys: ["^L"], hint: "redraw", help: "draw everything anew",
                section: .screen, worksUnderOverlays: true, perform: { _, _ in [.redraw] }),
            Action(
                "dump", keys: ["^O"], hint: "dump", help: "leave this screen as text",
                section: .screen, perform: { _, _ in [.dump] }),
            Action(
                "mouse", keys: ["M"], hint: "mouse", help: "mouse on or off", section: .screen,
                perform: { state, _ in switchMouse(&state) }),
        ]

    private static let onMainScreen = Action.Place.only("on the main screen") {
        $0.screens.isEmpty
    }

    private static func switchMouse(_ state: inout ConsoleState) -> [Effect] {
        state.isMouseOn.toggle()
        let isOn = state.isMouseOn
        state.say(
            isOn
                ? "the mouse is on, for clicks and the wheel; M again to select text"
                : "the mouse is off: the terminal has it, to select text")
        return [.setMouse(isOn)]
    }

    private static func focusing(_ pane: PaneID) -> Action {
        Action(
            "pane-\(pane.rawValue)", keys: ["\(pane.rawValue)"], hint: "pane",
            help: "pane \(pane.rawValue)", section: .screen,
            applies: onMainScreen,
            perform: { state, _ in
                state.focus = pane
                return [.save(state.preferences)]
            })
    }

    private static func step(_ state: inout ConsoleState, by count: Int) -> [Effect] {
        let all = PaneCatalog.all.map(\.id)
        let place = all.firstIndex(of: state.focus) ?? 0
        state.focus = all[(place + count + all.count) % all.count]
        return [.save(state.preferences)]
    }

    private static func freeze(_ state: inout ConsoleState) -> [Effect] {
        if let newest = state.frozenBehind {
            state.frozenBehind = nil
            state.snapshot = newest
        } else {
            state.frozenBehind = state.snapshot
        }
        return []
    }
}
