import SluiceConsole
import SluiceCore
import Testing

/// A console that is driven by keys and looked at.
struct ConsoleScript {
    private(set) var state: ConsoleState
    /// What was asked for since the start.
    private(set) var effects: [Effect] = []
    /// What the store answers; nil leaves a question open.
    private let store: (StationQuery) -> StationAnswer?

    init(
        columns: Int = 120, rows: Int = 40, _ snapshot: StationSnapshot? = SampleStation.busy,
        preferences: Preferences = Preferences(), themes: [String] = ["sluice-dark"],
        keys: KeyMap = KeyMap(),
        store: @escaping (StationQuery) -> StationAnswer? = { SampleStore.answer($0) }
    ) {
        self.store = store
        state = ConsoleState(
            size: CanvasSize(columns: columns, rows: rows), nowMicroseconds: SampleStation.now,
            preferences: preferences, themes: themes, keys: keys)
        if let snapshot { send(.snapshot(snapshot)) }
    }

    /// What is on the screen.
    func canvas(_ medium: Medium = .unicode) -> Canvas { Console.render(state, medium: medium) }

    /// Sends an event, and the answers of the store to what is asked upon it.
    mutating func send(_ event: ConsoleEvent) {
        var news = Console.update(&state, event)
        while !news.isEmpty {
            effects += news
            let asked = news
            news = []
            for case .ask(let id, let query) in asked {
                guard let answer = store(query) else { continue }
                news += Console.update(&state, .answer(id, answer))
            }
        }
    }

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
