import SluiceConsole
import SluiceCore
import Testing

/// An operator at the quarantine desk: presses keys that are counted, with a store and an owner that answer at once.
struct DeskScript {
    /// What a store with an owner holds, as far as the keys of a test see it.
    struct Desk {
        /// Answers a question.
        var answer: (StationQuery) -> StationAnswer?
        /// Does an operation.
        var operate: (OperationRequest) -> StationReply
    }

    private(set) var state: ConsoleState
    /// How many keys were pressed.
    private(set) var presses = 0
    /// What was done, in this order.
    private(set) var operations: [QuarantineOperation] = []
    private let desk: Desk

    init(_ desk: Desk, columns: Int = 80, rows: Int = 24) {
        self.desk = desk
        state = ConsoleState(
            size: CanvasSize(columns: columns, rows: rows), nowMicroseconds: SampleStation.now,
            operatorName: "ada")
        var snapshot = SampleAnswers.station
        snapshot.heldRecords = 10_000
        send(.snapshot(snapshot))
    }

    /// What is on the screen.
    var text: String { Console.render(state, medium: .unicode).text }

    /// Presses keys, parted by spaces.
    mutating func press(_ keys: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for text in keys.split(separator: " ") {
            guard let key = KeyStroke(String(text)) else {
                Issue.record("\(text) is no key", sourceLocation: sourceLocation)
                continue
            }
            presses += 1
            send(.key(key))
        }
    }

    /// Types characters, each of them a press.
    mutating func type(_ text: String) {
        for scalar in text.unicodeScalars {
            presses += 1
            send(.key(KeyStroke(scalar)))
        }
    }

    /// Lets the owner publish a newer picture, after which pages are asked for again.
    mutating func refresh() {
        var snapshot = state.snapshot
        snapshot.revision += 1
        send(.tick(state.nowMicroseconds + 1_000_000, .utc))
        send(.snapshot(snapshot))
    }

    private mutating func send(_ event: ConsoleEvent) {
        var events = [event]
        while !events.isEmpty {
            for effect in Console.update(&state, events.removeFirst()) {
                switch effect {
                case .ask(let id, let query):
                    if let answer = desk.answer(query) { events.append(.answer(id, answer)) }
                case .command(let id, .operate(let request)):
                    operations.append(request.operation)
                    events.append(.reply(id, desk.operate(request)))
                default: break
                }
            }
        }
    }
}
