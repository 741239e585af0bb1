internal import SluiceCore

/// The colours.
enum ThemeActions {
    static let all: [Action] = [
        Action(
            "theme", keys: ["T"], hint: "theme", help: "choose the colours", section: .screen,
            arguments: [
                Action.Argument(
                    "[NAME]", choices: { $0.themes },
                    check: { name, state in
                        if name.isEmpty || state.themes.contains(name) { return nil }
                        guard let meant = NearestName.of(name, among: state.themes) else {
                            return "no theme \(data: name)"
                        }
                        return "no theme \(data: name); did you mean \(data: meant)?"
                    })
            ],
            perform: { state, values in
                guard let name = values.first else {
                    state.overlay = ThemePicker(state)
                    return []
                }
                return ThemePicker.show(name, in: &state) + [.save(state.preferences)]
            })
    ]
}
