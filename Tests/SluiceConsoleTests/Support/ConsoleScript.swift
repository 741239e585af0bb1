import SluiceConsole
import SluiceCore
import Testing

/// A console that is driven by keys and looked at.
struct ConsoleScript {
    private(set) var state: ConsoleState
    /// What was asked for since the start.
    private(set) var effects: [Effect] = []

    init(
        columns: Int = 120, rows: Int = 40, _ snapshot: StationSnapshot? = SampleStation.busy,
        preferences: Preferences = Preferences(), themes: [String] = ["sluice-dark"],
        keys: KeyMap = KeyMap()
    ) {
        state = ConsoleState(
            size: CanvasSize(columns: columns, rows: rows), nowMicroseconds: SampleStation.now,
            preferences: preferences, themes: themes, keys: keys)
        if let snapshot { send(.snapshot(snapshot)) }
    }

    /// What is on the screen.
    func canvas(_ medium: Medium = .unicode) -> Canvas { Console.render(state, medium: medium) }

    mutating func send(_ event: ConsoleEvent) { effects += Console.update(&state, event) }

    /// Presses keys, parted by spaces: `j j Enter`.
    mutating func press(_ keys: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for text in keys.split(separator: " ") {
            guard let key = KeyStroke(String(text)) else {
                Issue.record("\(text) is no key", sourceLocation: sourceLocation)
                continue
            }
            send(.key(key))
        }
    }

    /// Types characters, spaces too.
    mutating func type(_ text: String) {
        for scalar in text.unicodeScalars { send(.key(KeyStroke(scalar))) }
    }
}
