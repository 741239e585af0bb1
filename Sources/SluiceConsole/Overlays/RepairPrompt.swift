internal import SluiceCore

/// The line in which repairs of records are written, or which columns of rejected files are which fields; every key tells what is wrong
/// with them, or what becomes of one of the entries, and `Enter` shows what they would do to all.
struct RepairPrompt: Overlay {
    private(set) var isDone = false
    private let target: DeskTarget?
    private let namesColumns: Bool
    private let sample: Int64?
    private var line: InputLine
    private var problem: SafeText?

    /// A prompt that changes the repairs of the preview that is open.
    init(_ repairs: [FieldRepair], sample: Int64?) {
        target = nil
        self.sample = sample
        namesColumns = false
        line = InputLine(RepairText.line(repairs))
    }

    /// A prompt for entries that nothing is done to yet.
    init(for target: DeskTarget) {
        self.target = target
        sample = target.sample
        namesColumns = target.isRejectedFile
        guard namesColumns else {
            line = InputLine(target.field.map { "\($0) = " } ?? "")
            return
        }
        line = InputLine(
            target.renames.isEmpty
                ? target.column.map { "\($0) = " } ?? "" : RepairText.line(target.renames))
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        guard !namesColumns else {
            return [("Enter", "preview"), ("Esc", "cancel"), ("COLUMN = FIELD", ""), (";", "and")]
        }
        return [
            ("Enter", "preview"), ("Esc", "cancel"), ("v", "the cell"),
            ("F -> C", "units"), ("\"x\"", "as text"), (";", "and"),
        ]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.escape, []): isDone = true
        case (.enter, []): return preview(&state)
        default:
            if line.press(key) { problem = nil }
        }
        return []
    }

    private mutating func preview(_ state: inout ConsoleState) -> [Effect] {
        do throws(RepairText.Problem) {
            guard namesColumns, let target else {
                let repairs = try RepairText.repairs(line.text).get()
                isDone = true
                return Self.show(repairs, for: target, in: &state)
            }
            let renames = try RepairText.renames(line.text).get()
            isDone = true
            return Self.show(renames, for: target, in: &state)
        } catch {
            problem = error.message
            return []
        }
    }

    mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        problem = line.paste(bytes)
        return []
    }

    func query(_ state: ConsoleState) -> StationQuery? {
        trial.operation?.query(state)
    }

    private var trial: RepairTrial {
        RepairTrial(line.text, on: sample, namesColumns: namesColumns)
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

    /// Shows what naming columns would do to the files of a target.
    static func show(
        _ renames: [ColumnRename], for target: DeskTarget, in state: inout ConsoleState
    ) -> [Effect] {
        guard let selection = target.selection else { return [] }
        return state.preview(
            state.request(.renameColumns(selection, renames)), scope: target.scope)
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let row = max(1, state.size.rows - 2)
        let area = Rectangle(column: 0, row: row, width: state.size.columns, height: 1)
        canvas.fill(area, role: .editField)
        let word: SafeText = namesColumns ? "columns" : "repair"
        let start = canvas.write(word, column: 1, row: 0, in: area, role: .footerKey) + 2
        let note = problem.map { ($0, .editBad) } ?? trial.words(state) ?? ("", .footerText)
        // What is typed keeps half of the row; what it does not take is the note's.
        let typed = start + canvas.width(of: Sanitiser.safe(line.text)) + 3
        let noteWidth = min(canvas.width(of: note.text), area.width - min(typed, area.width / 2))
        canvas.write(
            note.text, column: area.width - noteWidth - 1, row: 0, in: area, role: note.role,
            width: noteWidth)
        canvas.input(
            line, column: start, row: 0, width: max(1, area.width - start - noteWidth - 2),
            in: area)
    }
}
