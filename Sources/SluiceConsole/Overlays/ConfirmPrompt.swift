internal import SluiceCore

/// A question that must be answered with `y` before something is done.
struct ConfirmPrompt: Overlay {
    private(set) var isDone = false
    private let title: SafeText
    private let lines: [SafeText]
    private let verb: SafeText
    private let confirmed: @Sendable (inout ConsoleState) -> [Effect]

    /// Asks a question; `lines` tell what will happen, `verb` what `y` does.
    init(
        _ title: SafeText, lines: [SafeText], verb: SafeText,
        confirmed: @escaping @Sendable (inout ConsoleState) -> [Effect]
    ) {
        self.title = title
        self.lines = lines
        self.verb = verb
        self.confirmed = confirmed
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        [("y", verb), ("Esc", "cancel")]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.character("y"), []), (.character("Y"), []):
            isDone = true
            return confirmed(&state)
        case (.escape, []), (.character("n"), []), (.character("q"), []): isDone = true
        default: break
        }
        return []
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let widest = (lines + [title, "y \(verb)   Esc cancel"]).reduce(0) {
            max($0, canvas.width(of: $1))
        }
        let body = canvas.bounds.droppingTop(1).droppingBottom(1)
        let area = body.centred(width: widest + 6, height: lines.count + 4)
        let inside = canvas.panel(area, title: title)
        let hasRoom = inside.height > lines.count + 1
        for (row, line) in lines.enumerated() {
            canvas.write(
                line, column: 1, row: row, in: inside, width: max(0, inside.width - 2))
        }
        let row = lines.count + (hasRoom ? 1 : 0)
        let used = canvas.write("y", column: 1, row: row, in: inside, role: .footerKey)
        let further = canvas.write(" \(verb)", column: 1 + used, row: row, in: inside)
        let escape = 1 + used + further + 3
        canvas.write("Esc", column: escape, row: row, in: inside, role: .footerKey)
        canvas.write(" cancel", column: escape + 3, row: row, in: inside)
    }
}
