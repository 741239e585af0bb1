internal import SluiceCore

/// The program as a whole.
enum ProgramActions {
    static let all: [Action] = [
        Action(
            "suspend", keys: ["^Z"], hint: "suspend", help: "stop until continued with fg",
            section: .program, perform: { _, _ in [.suspend] }),
        Action(
            "quit", keys: ["q", "F10"], hint: "quit",
            help: "quit; the pipeline ends with it where it runs here", section: .program,
            footer: 95, perform: { state, _ in [.save(state.preferences), .quit] }),
        Action(
            "detach", keys: ["Q"], hint: "detach", help: "leave the owner running and go",
            section: .program, applies: { $0.snapshot.access == .attached },
            perform: { state, _ in [.save(state.preferences), .detach] }),
    ]
}
