internal import SluiceCore

/// The themes to choose from; the screen is drawn in the one the cursor is on.
struct ThemePicker: Overlay {
    private(set) var isDone = false
    private let before: String
    private var list: ChoiceList

    /// The cursor begins on the theme that is in use.
    init(_ state: ConsoleState) {
        before = state.preferences.theme
        list = ChoiceList(
            state.themes.map { name in
                ChoiceList.Choice(
                    name: name, text: Sanitiser.safe(name, limit: 40),
                    detail: name == state.preferences.theme ? "in use" : "")
            }, at: before)
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        [("Enter", "keep"), ("Esc", "as before"), ("j", "next"), ("k", "previous")]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.enter, []):
            isDone = true
            return state.preferences.theme == before ? [] : [.save(state.preferences)]
        case (.escape, []), (.character("q"), []), (.character("T"), []):
            isDone = true
            return Self.show(before, in: &state)
        default:
            guard list.press(key, takesLetters: true), let chosen = list.selected else { return [] }
            return Self.show(chosen.name, in: &state)
        }
    }

    /// Draws in another theme from now on, without remembering it; nothing when it is in use already.
    static func show(_ name: String, in state: inout ConsoleState) -> [Effect] {
        guard state.preferences.theme != name else { return [] }
        state.preferences.theme = name
        return [.setTheme(name)]
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let body = canvas.bounds.droppingTop(1).droppingBottom(1)
        let area = body.centred(width: 38, height: list.choices.count + 2)
        list.draw(
            in: canvas.panel(area, title: "Theme", note: "\(list.choices.count)"), on: &canvas)
    }
}
