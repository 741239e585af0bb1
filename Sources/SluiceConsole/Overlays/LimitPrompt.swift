internal import SluiceCore

/// The line in which the limits of a field are typed; every key shows at once what they would do.
struct LimitPrompt: Overlay {
    private(set) var isDone = false
    private let field: String
    private let limits: RulesPage.Limits
    private let before: RuleDraft
    private var lines: [InputLine]
    /// Which of the two is typed in: 0 for the smallest value, 1 for the largest.
    private var place = 0
    private var problem: SafeText?

    /// A prompt for a field, with the limits that are tried already or else those in force.
    init(field: String, limits: RulesPage.Limits, draft: RuleDraft) {
        self.field = field
        self.limits = limits
        before = draft
        let tried = draft.change(of: field)
        lines = [
            InputLine(LimitText.text(tried.map(\.minimum) ?? limits.minimum)),
            InputLine(LimitText.text(tried.map(\.maximum) ?? limits.maximum)),
        ]
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        [
            ("Enter", "keep"), ("Tab", "other limit"), ("^U", "clear"), ("Esc", "as before"),
        ]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.escape, []):
            isDone = true
            return RuleActions.change(&state) { $0 = before }
        case (.enter, []):
            guard problem == nil else { break }
            isDone = true
        case (.tab, []), (.tab, .shift), (.up, []), (.down, []): place = 1 - place
        default:
            guard lines[place].press(key) else { break }
            return attempt(&state)
        }
        return []
    }

    mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        if let refusal = lines[place].paste(bytes) {
            state.say(refusal, role: .levelWarn)
            return []
        }
        return attempt(&state)
    }

    private mutating func attempt(_ state: inout ConsoleState) -> [Effect] {
        switch RuleActions.change(field, lines.map(\.text)) {
        case .failure(let found):
            problem = found.message
            return []
        case .success(let change):
            problem = nil
            return RuleActions.change(&state) { $0.set(change, inForce: limits) }
        }
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let row = max(1, state.size.rows - 2)
        let area = Rectangle(column: 0, row: row, width: state.size.columns, height: 1)
        canvas.fill(area, role: .editField)
        var column = 1
        column += canvas.write(
            "\(data: field)", column: column, row: 0, in: area, role: .footerKey,
            width: min(24, max(0, area.width / 3)))
        for index in lines.indices {
            let label: SafeText = index == 0 ? " from " : " to "
            column += canvas.write(label, column: column, row: 0, in: area, role: .editField)
            let width = min(14, max(1, area.width / 5))
            if index == place {
                let role: StyleRole = problem == nil ? .editChanged : .editBad
                canvas.input(
                    lines[index], column: column, row: 0, width: width, in: area, role: role)
            } else {
                canvas.write(
                    lines[index].text.isEmpty ? "(none)" : Sanitiser.safe(lines[index].text),
                    column: column, row: 0, in: area, role: .editField, width: width)
            }
            column += width
        }
        guard let problem else { return }
        let width = min(canvas.width(of: problem), area.width / 2)
        canvas.write(
            problem, column: area.width - width - 1, row: 0, in: area, role: .editBad,
            width: width)
    }
}
