internal import SluiceCore

/// The command palette: every action, found by some letters of its name, with its keys and its arguments; those of other places
/// come last and say where they work.
struct PaletteOverlay: Overlay {
    private(set) var isDone = false
    private var line = InputLine()
    private var list: ChoiceList
    /// How far back in the history the text is from; nil when it was typed.
    private var recalled: Int?
    /// True when the cursor was moved since the last character.
    private var hasMoved = false

    /// The palette with nothing typed yet, or with a text.
    init(_ state: ConsoleState, text: String = "") {
        line = InputLine(text)
        list = ChoiceList(Self.choices(text, state))
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        [
            ("Enter", "run"), ("Esc", "cancel"), ("Tab", "complete"), ("Up Down", "choose"),
            ("^P ^N", "history"),
        ]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.escape, []): isDone = true
        case (.enter, []): return run(&state)
        case (.tab, []): complete(state)
        case (.character("p"), .control): recall(older: 1, state)
        case (.character("n"), .control): recall(older: -1, state)
        case (.backspace, []) where line.text.isEmpty: isDone = true
        default:
            if list.press(key, takesLetters: false) {
                hasMoved = true
            } else if line.press(key) {
                changed(state)
            }
        }
        return []
    }

    mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        if let refusal = line.paste(bytes) {
            state.say(refusal, role: .levelWarn)
        } else {
            changed(state)
        }
        return []
    }

    /// What is typed as an argument, tried where that is done.
    func query(_ state: ConsoleState) -> StationQuery? { trial(state)?.query(state) }

    private func trial(_ state: ConsoleState) -> OperationTrial? {
        let command = CommandLine(line.text, state)
        guard let (argument, value) = command.current, command.problem(state) == nil else {
            return nil
        }
        return argument.trial(value, state)
    }

    // MARK: Typing

    private mutating func changed(_ state: ConsoleState) {
        hasMoved = false
        list = ChoiceList(Self.choices(line.text, state))
    }

    private mutating func complete(_ state: ConsoleState) {
        guard let chosen = list.selected else { return }
        let command = CommandLine(line.text, state)
        if command.action != nil {
            line = InputLine(command.completed(with: chosen.name))
        } else {
            let takesMore = !(ActionCatalog.action(chosen.name)?.arguments.isEmpty ?? true)
            line = InputLine(chosen.name + (takesMore ? " " : ""))
        }
        changed(state)
    }

    private mutating func recall(older step: Int, _ state: ConsoleState) {
        let history = state.commandHistory
        let place = (recalled ?? -1) + step
        guard history.indices.contains(history.count - 1 - place) else {
            guard step < 0 else { return }
            recalled = nil
            line = InputLine()
            return changed(state)
        }
        recalled = place
        line = InputLine(history[history.count - 1 - place])
        changed(state)
    }

    private mutating func run(_ state: inout ConsoleState) -> [Effect] {
        let command = CommandLine(line.text, state)
        if let action = command.action {
            guard action.refusal(state) == nil else { return [] }
            let canChoose = hasMoved || command.problem(state) != nil
            if canChoose, let chosen = list.selected, chosen.name != command.values.last {
                complete(state)
                guard hasMoved || CommandLine(line.text, state).problem(state) == nil else {
                    return []
                }
            }
            let completed = CommandLine(line.text, state)
            guard completed.problem(state) == nil, trial(state)?.isRefused(state) != true else {
                return []
            }
            return perform(action, completed.values, &state)
        }
        guard let chosen = list.selected, let action = ActionCatalog.action(chosen.name) else {
            return []
        }
        guard action.refusal(state) == nil else { return [] }
        guard CommandLine.problem(action, [], state) == nil else {
            complete(state)
            return []
        }
        line = InputLine(action.id)
        return perform(action, [], &state)
    }

    private mutating func perform(
        _ action: Action, _ values: [String], _ state: inout ConsoleState
    ) -> [Effect] {
        isDone = true
        state.rememberCommand(line.text)
        return action.perform(&state, values.filter { !$0.isEmpty })
    }

    // MARK: What can be chosen

    /// The values of the argument being typed, or the actions that fit what was typed, best first.
    private static func choices(_ text: String, _ state: ConsoleState) -> [ChoiceList.Choice] {
        if let (argument, value) = CommandLine(text, state).current {
            return ranked(
                argument.choices(state).map {
                    ChoiceList.Choice(name: $0, text: Sanitiser.safe($0, limit: 60))
                }, by: value)
        }
        let words = String(text.drop { $0 == " " || $0 == ":" })
        let here = ActionCatalog.all.filter { $0.applies(state) }
        let others = ActionCatalog.all.filter { !$0.applies(state) }
        return ranked(here.map { choice($0, state) }, by: words)
            + ranked(others.map { choice($0, state) }, by: words)
    }

    private static func choice(_ action: Action, _ state: ConsoleState) -> ChoiceList.Choice {
        let keys = state.keys.keys(of: action, in: state)
        let refusal = action.refusal(state)
        return ChoiceList.Choice(
            name: action.id,
            text: action.arguments.isEmpty
                ? Sanitiser.safe(action.id) : Sanitiser.safe(action.id) + " …",
            keys: keys.first?.shown ?? "",
            detail: refusal ?? action.help, isEnabled: refusal == nil)
    }

    /// The choices whose name fits, best first, then the actions of which only the help does.
    private static func ranked(
        _ choices: [ChoiceList.Choice], by typed: String
    ) -> [ChoiceList.Choice] {
        var found: [(score: Int, choice: ChoiceList.Choice)] = []
        let words = typed.lowercased().split(separator: " ")
        for var choice in choices {
            if let match = FuzzyMatch(typed, in: choice.name) {
                choice.matches = match.places
                found.append((match.score, choice))
            } else if ActionCatalog.action(choice.name).map({ action in
                words.allSatisfy { action.help.string.lowercased().contains($0) }
            }) ?? false {
                found.append((-1_000, choice))
            }
        }
        guard !words.isEmpty else { return choices }
        let order = found.enumerated().sorted { left, right in
            (right.element.score, left.offset) < (left.element.score, right.offset)
        }
        return order.map(\.element.choice)
    }

    // MARK: Drawing

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let body = canvas.bounds.droppingTop(1).droppingBottom(1)
        let width = body.width < 60 ? body.width : min(96, body.width - 12)
        var area = body.centred(width: width, height: min(body.height, 14 + body.height / 10))
        area.row = body.row + (body.height - area.height) / 3
        let inside = canvas.panel(
            area, title: ": command",
            note: CommandLine(line.text, state).action == nil
                ? "\(list.choices.count) of \(ActionCatalog.all.count)" : "")
        canvas.write(">", column: 1, row: 0, in: inside, role: .footerKey)
        canvas.input(line, column: 3, row: 0, width: inside.width - 4, in: inside, role: .text)
        let hasRoom = inside.height >= 8
        let list = inside.droppingTop(hasRoom ? 2 : 1).droppingBottom(hasRoom ? 2 : 1)
        self.list.draw(in: list.inset(columns: 1, rows: 0), on: &canvas)
        let said = lastLine(state)
        canvas.write(
            said.text, column: 1, row: inside.height - 1, in: inside, role: said.role,
            width: max(0, inside.width - 2))
    }

    /// What the arguments are, or what is wrong with them.
    private func lastLine(_ state: ConsoleState) -> (text: SafeText, role: StyleRole) {
        let command = CommandLine(line.text, state)
        if let action = command.action {
            if let refusal = action.refusal(state) { return (refusal, .levelError) }
            if let problem = command.problem(state), !(command.values.last ?? "").isEmpty {
                guard let chosen = list.selected else { return (problem, .levelError) }
                return ("Enter takes \(data: chosen.name)", .footerText)
            }
            return trial(state)?.words(state) ?? (Self.usage(action), .footerText)
        }
        guard let chosen = list.selected, let action = ActionCatalog.action(chosen.name) else {
            return ("nothing is called so", .levelWarn)
        }
        if let refusal = action.refusal(state) { return (refusal, .levelWarn) }
        return (Self.usage(action), .footerText)
    }

    private static func usage(_ action: Action) -> SafeText {
        let arguments = action.arguments.reduce("" as SafeText) { $0 + " " + $1.name }
        return "\(data: action.id)\(arguments)  \(action.help)"
    }
}
