internal import SluiceCore

/// The line in which repairs are written; `Enter` shows what they would do.
struct RepairPrompt: Overlay {
    private(set) var isDone = false
    private let target: DeskTarget?
    private var line: InputLine
    private var problem: SafeText?

    /// A prompt that changes the repairs of the preview that is open.
    init(_ repairs: [FieldRepair]) {
        target = nil
        line = InputLine(RepairText.line(repairs))
    }

    /// A prompt for entries that nothing is done to yet.
    init(for target: DeskTarget) {
        self.target = target
        line = InputLine(target.field.map { "\($0) = " } ?? "")
    }

    var hints: [(keys: SafeText, text: SafeText)] {
        [
            ("Enter", "preview"), ("Esc", "cancel"), ("v", "the cell"),
            ("F -> C", "units"), ("\"x\"", "as text"), (";", "and"),
        ]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.escape, []): isDone = true
        case (.enter, []):
            switch RepairText.repairs(line.text) {
            case .failure(let found): problem = found.message
            case .success(let repairs):
                isDone = true
                return Self.show(repairs, for: target, in: &state)
            }
        default:
            if line.press(key) { problem = nil }
        }
        return []
    }

    mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        problem = line.paste(bytes)
        return []
    }

    /// Shows what repairs would do to a target, or to the entries of the preview that is open.
    static func show(
        _ repairs: [FieldRepair], for target: DeskTarget?, in state: inout ConsoleState
    ) -> [Effect] {
        if let target, let selection = target.selection {
            return state.preview(
                state.request(.repair(selection, repairs)), scope: target.scope)
        }
        guard let (selection, _) = OperationActions.repairs(state) else { return [] }
        return OperationActions.change(&state) { view in
            view.typed = ""
            view.request.operation = .repair(selection, repairs)
        }
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let row = max(1, state.size.rows - 2)
        let area = Rectangle(column: 0, row: row, width: state.size.columns, height: 1)
        canvas.fill(area, role: .editField)
        let start = canvas.write("repair", column: 1, row: 0, in: area, role: .footerKey) + 2
        let note: SafeText = problem ?? ""
        let noteWidth = min(canvas.width(of: note), area.width / 2)
        canvas.write(
            note, column: area.width - noteWidth - 1, row: 0, in: area, role: .editBad,
            width: noteWidth)
        canvas.input(
            line, column: start, row: 0, width: max(1, area.width - start - noteWidth - 2),
            in: area)
    }
}
