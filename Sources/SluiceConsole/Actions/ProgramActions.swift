internal import SluiceCore

/// The program as a whole.
enum ProgramActions {
    static let all: [Action] = [
        Action(
            "palette", keys: [":", "F2"], hint: "command", help: "command palette",
            section: .program, footer: 12,
            perform: { state, _ in
                state.overlay = PaletteOverlay(state)
                return []
            }),
        Action(
            "help", keys: ["?", "F1"], hint: "help", help: "the keys that work here",
            section: .program, footer: 99,
            perform: { state, _ in
                state.overlay = HelpOverlay(state)
                return []
            }),
        Action(
            "suspend", keys: ["^Z"], hint: "suspend", help: "suspend until fg",
            section: .program, worksUnderOverlays: true, worksUnseen: true,
            perform: { _, _ in [.suspend] }),
        Action(
            "quit", keys: ["q", "F10"], hint: "quit", help: "quit; ingestion ends too",
            section: .program, footer: 89, worksUnseen: true,
            applies: .only("where files are taken by this process") {
                $0.snapshot.access == .owner
            },
            perform: { state, _ in leave(&state, by: .quit, "Quit sluice", verb: "quit") }),
        Action(
            "detach", keys: ["q", "Q", "F10"], hint: "detach", help: "quit; the owner runs on",
            section: .program, footer: 89, worksUnseen: true,
            applies: .only("in an attached console") { $0.snapshot.access != .owner },
            perform: { state, _ in leave(&state, by: .detach, "Detach", verb: "detach") }),
    ]

    /// Ends the console, and asks before where something is under way that ends with it.
    private static func leave(
        _ state: inout ConsoleState, by ending: Effect, _ title: SafeText, verb: SafeText
    ) -> [Effect] {
        let lost = endsWithUs(state)
        guard !lost.isEmpty else { return [.save(state.preferences), ending] }
        state.overlay = ConfirmPrompt(title, lines: lost, verb: verb) { state in
            [.save(state.preferences), ending]
        }
        return []
    }

    private static func endsWithUs(_ state: ConsoleState) -> [SafeText] {
        var lines: [SafeText] = []
        if EditSession(state)?.isChanged ?? false {
            lines.append("The record being edited is not saved.")
        }
        if RuleActions.hasTriedLimits(state) {
            lines.append("The limits tried are not in force.")
        }
        guard state.snapshot.access == .owner else { return lines }
        let newest = state.live
        if case .running(let files, _) = newest.feed {
            let made = "\(NumberText.grouped(files)) \(files == 1 ? "file" : "files")" as SafeText
            lines.append("The simulated feed ends; it has made \(made).")
        }
        let waiting = newest.files.count { file in
            switch file.phase {
            case .running, .arriving, .retrying: true
            default: false
            }
        }
        if waiting > 0 {
            lines.append("Files on their way: \(waiting). They stay in the inbox.")
        }
        return lines
    }
}
