import SluiceConsole
import SluiceCore
import Testing

/// A console with a drill-down open, driven by keys and answered like by a store.
struct DrillScript {
    private(set) var state: ConsoleState
    /// What was asked for since the start.
    private(set) var effects: [Effect] = []

    /// Opens a drill-down above the main screen; with an answer, the store has given it.
    init(
        _ screen: Screen, _ answer: StationAnswer? = nil, columns: Int = 80, rows: Int = 24,
        snapshot: StationSnapshot = SampleAnswers.station
    ) {
        state = ConsoleState(
            size: CanvasSize(columns: columns, rows: rows), nowMicroseconds: SampleStation.now)
        state.screens = [screen]
        send(.snapshot(snapshot))
        if let answer { self.answer(answer) }
    }

    /// The last question of the open drill-down; nil when it has asked none.
    var question: StationQuery? { state.requests.asked[state.activeSlot]?.query }

    /// What is on the screen.
    func canvas(_ medium: Medium = .unicode) -> Canvas { Console.render(state, medium: medium) }

    mutating func send(_ event: ConsoleEvent) { effects += Console.update(&state, event) }

    /// Answers the last question of the open drill-down.
    mutating func answer(
        _ answer: StationAnswer, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard let asked = state.requests.asked[state.activeSlot] else {
            Issue.record("nothing was asked", sourceLocation: sourceLocation)
            return
        }
        send(.answer(asked.id, answer))
    }

    /// Presses keys, parted by spaces.
    mutating func press(_ keys: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for text in keys.split(separator: " ") {
            guard let key = KeyStroke(String(text)) else {
                Issue.record("\(text) is no key", sourceLocation: sourceLocation)
                continue
            }
            send(.key(key))
        }
    }
}
