internal import SluiceCore

/// The line behind `/`: what is typed is tried on the list with every key, and how many rows it finds is told.
struct FilterPrompt: Overlay {
    /// What is done with the rows that are found.
    enum Purpose: Sendable {
        /// The others are hidden.
        case filter
        /// The cursor goes to the next one; nothing is hidden.
        case find
    }

    private(set) var isDone = false
    private let purpose: Purpose
    private let slot: ViewSlot
    private let before: ListState
    private var line: InputLine
    private var problem: SafeText?

    /// A prompt for the list that has the focus, with what was typed last time.
    init(_ purpose: Purpose, _ state: ConsoleState) {
        self.purpose = purpose
        slot = state.activeSlot
        before = state.list(slot)
        line = InputLine(purpose == .filter ? before.filterText : before.searchText)
    }

    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)] {
        [
            ("Enter", "keep"), ("Esc", "as before"), ("^U", "clear"), ("!x", "not"),
            ("field:x", "in a column"), (">1.5", "numbers"),
        ]
    }

    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        switch (key.key, key.modifiers) {
        case (.escape, []):
            isDone = true
            state.lists[slot] = before
        case (.enter, []):
            guard problem == nil else { break }
            isDone = true
            guard purpose == .filter else { break }
            let tried = state.list(slot)
            state.lists[slot]?.marksAll = before.marksAll
            state.lists[slot]?.filter = before.filter
            state.filter(slot, by: tried.filter, typed: tried.filterText)
        default:
            guard line.press(key) else { break }
            attempt(&state)
        }
        return []
    }

    mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        if let refusal = line.paste(bytes) {
            state.say(refusal, role: .levelWarn)
        } else {
            attempt(&state)
        }
        return []
    }

    private mutating func attempt(_ state: inout ConsoleState) {
        // The cursor stays on the row it came from as long as that is found.
        state.lists[slot, default: before].selection = before.selection
        state.lists[slot, default: before].position = before.position
        problem = Self.apply(
            line.text, purpose, to: slot, in: &state, from: before.position, isTried: true)
    }

    /// Why a text is no filter of the list that has the focus; nil when it is one.
    static func problem(_ text: String, _ state: ConsoleState) -> SafeText? {
        do {
            _ = try expression(text, state)
            return nil
        } catch { return error.message }
    }

    /// A filter of the list that has the focus; what its columns are called on the screen has become their ids.
    private static func expression(
        _ text: String, _ state: ConsoleState
    ) throws(FilterProblem) -> FilterExpression {
        var filter = try FilterExpression(text)
        let columns = ColumnPicker.columns(state)
        for place in filter.terms.indices {
            filter.terms[place].zoneSeconds = state.zone.offsetSeconds
        }
        return columns.isEmpty ? filter : try filter.resolved(columns.map { ($0.id, $0.name) })
    }

    /// Filters or searches the list that has the focus, for good or to see what is found; returns why not, and then nothing has changed.
    static func apply(
        _ text: String, _ purpose: Purpose, to slot: ViewSlot, in state: inout ConsoleState,
        from position: Int, isTried: Bool = false
    ) -> SafeText? {
        let expression: FilterExpression
        do { expression = try Self.expression(text, state) } catch { return error.message }
        switch purpose {
        case .filter:
            state.filter(slot, by: expression, typed: text, isTried: isTried)
        case .find:
            state.lists[slot, default: ListState()].searchText = text
            state.lists[slot, default: ListState()].search = expression
            guard let table = state.activeView.table(state) else { return nil }
            let found = table.matches(of: expression)
            let target = found.first { $0 >= position } ?? found.first ?? position
            state.lists[slot, default: ListState()].move(to: target, in: table)
        }
        return nil
    }

    func draw(_ state: ConsoleState, over canvas: inout Canvas) {
        let row = max(1, state.size.rows - 2)
        let area = Rectangle(column: 0, row: row, width: state.size.columns, height: 1)
        canvas.fill(area, role: .editField)
        let sign: SafeText = purpose == .filter ? "filter /" : "find ?"
        let start = canvas.write(sign, column: 1, row: 0, in: area, role: .footerKey) + 2
        let note = problem ?? count(state)
        let noteWidth = min(canvas.width(of: note), area.width / 2)
        canvas.write(
            note, column: area.width - noteWidth - 1, row: 0, in: area,
            role: problem == nil ? .footerText : .editBad, width: noteWidth)
        canvas.input(
            line, column: start, row: 0, width: max(1, area.width - start - noteWidth - 2),
            in: area)
    }

    private func count(_ state: ConsoleState) -> SafeText {
        guard let table = state.activeView.table(state) else { return "no list yet" }
        if state.requests.asked[slot]?.isOpen ?? false { return "counting …" }
        let expression = purpose == .filter ? state.list(slot).filter : state.list(slot).search
        guard !expression.isEmpty else { return "\(NumberText.grouped(table.count)) rows" }
        guard purpose == .filter else {
            let found = table.matches(of: expression).count
            return "\(NumberText.grouped(found)) found\(table.reach)"
        }
        let matches = NumberText.grouped(table.count)
        return table.total.map { "\(matches) of \(NumberText.grouped($0))" } ?? "\(matches) match"
    }
}
