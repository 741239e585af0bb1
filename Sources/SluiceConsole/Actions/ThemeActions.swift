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
                        name.isEmpty ? nil : problem(name, among: state.themes)
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

    /// Why there is no theme of a name; nil when there is.
    static func problem(_ name: String, among themes: [String]) -> SafeText? {
        guard !themes.contains(name) else { return nil }
        guard let meant = NearestName.of(name, among: themes) else {
            return "no theme \(data: name)"
        }
        return "no theme \(data: name); did you mean \(data: meant)?"
    }
}
