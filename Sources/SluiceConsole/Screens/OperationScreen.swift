internal import SluiceCore

/// What an operation of the quarantine desk would do, entry by entry and to the aggregates, before it is done.
struct OperationScreen: ScreenView {
    /// The operation, and how it is looked at.
    let view: OperationView

    func crumb(_ state: ConsoleState) -> SafeText {
        let verb = OperationWords.verb(view.request.operation)
        return view.running == nil ? "\(verb) (preview)" : verb
    }

    func query(_ state: ConsoleState) -> StationQuery? { .preview(view.question) }

    func table(_ state: ConsoleState) -> Table? {
        guard let report = report(state) else { return nil }
        return OutcomeColumns.definition(view)
            .table(view.outcomes(report), state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        guard let report = report(state) else { return 0 }
        return max(0, parts(area.inset(columns: 1, rows: 1), report).list.height - 1)
    }

    func opened(_ state: ConsoleState) -> Screen? { nil }

    // MARK: Typing the count

    func takes(_ key: KeyStroke, _ state: ConsoleState) -> Bool {
        guard needsCount(state), view.running == nil, key.modifiers.isEmpty else { return false }
        switch key.key {
        case .character(let scalar): return ("0"..."9").contains(scalar)
        case .backspace: return !view.typed.isEmpty
        default: return false
        }
    }

    func type(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        var view = view
        switch key.key {
        case .character(let digit) where view.typed.count < 9:
            view.typed.unicodeScalars.append(digit)
        case .backspace: view.typed.removeLast()
        default: break
        }
        state.screens[state.screens.count - 1] = .operation(view)
        return []
    }

    /// How many records would be changed; nil while that is not known.
    func weight(_ state: ConsoleState) -> Int? { report(state).map { view.counts($0).changed } }

    /// True where a single `Enter` is not enough.
    func needsCount(_ state: ConsoleState) -> Bool { weight(state).map(Self.needsCount) ?? false }

    /// True for so many records that a single `Enter` is not enough.
    static func needsCount(_ weight: Int) -> Bool { weight > 1 }

    /// The answer to the question as it stands now; nil while it is awaited.
    func report(_ state: ConsoleState) -> OperationReport? {
        guard case .preview(let report)? = state.activeAnswer else { return nil }
        return report
    }

    /// True while the answer that is shown is that to an earlier question.
    func isAwaiting(_ state: ConsoleState) -> Bool {
        guard let asked = state.requests.asked[state.activeSlot] else { return true }
        return asked.isOpen || asked.query != .preview(view.question)
    }

    // MARK: Drawing

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let verb = OperationWords.verb(view.request.operation)
        let inside = canvas.box(
            area, title: "Preview: \(verb) \(data: view.scope)",
            note: note(state) + state.listNote(width: area.width),
            isFocused: true)
        guard let report = report(state) else { return drawAbsence(state, in: inside, on: &canvas) }
        let parts = parts(inside, report)
        let facts = OperationFacts(
            view: view, report: report, zone: state.zone, height: inside.height)
        FactLine.draw(facts.lines, in: parts.facts, on: &canvas)
        drawList(report, state, in: parts.list, on: &canvas)
        ConfirmLine(view: view, report: report, state: state, isAwaiting: isAwaiting(state))
            .draw(in: parts.confirm, on: &canvas)
    }

    private func note(_ state: ConsoleState) -> BorderNote {
        if view.running != nil { return BorderNote("▶ running") }
        guard isAwaiting(state) else {
            let isPart =
                report(state).map {
                    $0.outcomes.count == OperationReport.outcomeLimit
                        && $0.outcomes.count < $0.counts.told
                } ?? false
            let limit = NumberText.grouped(OperationReport.outcomeLimit)
            return BorderNote([("nothing written yet", 3), ("not written", 3), ("", 0)])
                + (isPart
                    ? BorderNote([
                        ("the first \(limit), problems first", 2), ("the first \(limit)", 0),
                    ]) : BorderNote())
        }
        return BorderNote(
            counted(state).map { "… counting, \(Int($0 * 100)) %" } ?? "… counting")
    }

    /// How much of the preview is worked out; nil while that is not known.
    private func counted(_ state: ConsoleState) -> Double? {
        state.requests.asked[state.activeSlot]?.share
    }

    /// Facts above, the list in what is left, the line that asks for the count at the bottom.
    private func parts(
        _ inside: Rectangle, _ report: OperationReport
    ) -> (facts: Rectangle, list: Rectangle, confirm: Rectangle) {
        let confirm = inside.bottom(1)
        let above = inside.droppingBottom(inside.height >= 10 ? 2 : 1)
        let wanted = OperationFacts(
            view: view, report: report, zone: .utc, height: inside.height
        ).lines.count
        let facts = min(wanted, max(3, above.height - 5))
        let gap = above.height - facts >= 6 ? 1 : 0
        return (above.top(facts), above.droppingTop(min(above.height, facts + gap)), confirm)
    }

    private func drawList(
        _ report: OperationReport, _ state: ConsoleState, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        guard let table = table(state), table.count > 0 else {
            let text: SafeText =
                !view.showsProblemsOnly
                ? "no record"
                : report.counts.stillInvalid == 0
                    ? "✓ no record would fail" : "those that would fail are not listed one by one"
            return canvas.note(text, role: .footerText, in: area)
        }
        canvas.table(table, state.activeList, in: area, isFocused: true)
    }

    /// Why there is no preview: it is awaited, or the engine refuses the operation and says where it is wrong.
    private func drawAbsence(
        _ state: ConsoleState, in area: Rectangle, on canvas: inout Canvas
    ) {
        guard case .failed(let reason)? = state.activeAnswer else {
            if state.activeAnswer == nil, let share = counted(state) {
                return canvas.plate(
                    "… working the preview out: \(Int(share * 100)) %",
                    hint: "Nothing is written. Esc goes back.", role: .stale, in: area)
            }
            return canvas.plate(state.activeAnswer, noun: "preview", in: area)
        }
        let inside = area.inset(columns: 1, rows: 1)
        canvas.write("✗ This cannot be done:", column: 0, row: 0, in: inside, role: .levelError)
        var row = 2
        for line in OperationWords.detail(view.request)
        where !OperationWords.hasOwnExcerpt(reason) {
            canvas.write(line, column: 2, row: row, in: inside)
            row += 1
        }
        let lines = reason.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let text = Sanitiser.safe(String(line))
            // An excerpt keeps its blanks, so that the caret stands below its place.
            let isExcerpt = number > 0 && OperationWords.hasOwnExcerpt(reason)
            let wrapped =
                isExcerpt
                ? [text]
                : WrappedText.lines(text, width: inside.width - 4, medium: canvas.medium)
            for part in wrapped {
                canvas.write(part, column: 2, row: row, in: inside, role: .levelError)
                row += 1
            }
        }
        let isRepair = OperationActions.repairs(state) != nil
        canvas.write(
            isRepair ? "e changes it, Esc goes back" : "Esc goes back", column: 0, row: row + 1,
            in: inside, role: .footerText)
    }
}
