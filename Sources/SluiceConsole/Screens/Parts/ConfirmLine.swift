internal import SluiceCore

/// The last line of a preview: what must be typed to have it done, or that it is being done.
struct ConfirmLine {
    let view: OperationView
    let report: OperationReport
    let state: ConsoleState
    let isAwaiting: Bool

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let inside = area.inset(columns: 1, rows: 0)
        let counts = view.counts(report)
        let count = counts.changed
        let act = OperationWords.act(
            view.request.operation, counts, files: view.takenFiles(report))
        if let running = view.running {
            return drawProgress(of: running, act, in: inside, on: &canvas)
        }
        guard OperationScreen.needsCount(count) else {
            let text: SafeText =
                count == 1 || view.isOfUse(report)
                ? "Enter: \(act)" : "Nothing would be changed. Esc goes back."
            canvas.write(text, column: 0, row: 0, in: inside, role: .title, width: inside.width)
            return
        }
        let number = String(count)
        let verb = OperationWords.verb(view.request.operation)
        let width = max(4, number.count + 1)
        let choices: [SafeText] = [
            "Type \(data: number) and Enter to \(act):",
            "Type \(data: number) and Enter to \(verb):",
            "Type \(data: number) to \(verb):",
        ]
        let text =
            choices.first { canvas.width(of: $0) + 1 + width <= inside.width }
            ?? "Type \(data: number):"
        let used = canvas.write(
            text, column: 0, row: 0, in: inside, role: isAwaiting ? .stale : .title)
        let role: StyleRole =
            number.hasPrefix(view.typed) ? .editField : .editBad
        canvas.input(
            InputLine(view.typed), column: used + 1, row: 0,
            width: min(width, max(1, inside.width - used - 1)), in: inside, role: role)
    }

    /// `▶ store 100 000 records: 34 000 of 100 000 · 1.2 s · Esc takes it back`.
    private func drawProgress(
        of running: RequestID, _ act: SafeText, in area: Rectangle, on canvas: inout Canvas
    ) {
        let since = state.desk.running[running]?.sinceMicroseconds ?? state.nowMicroseconds
        let seconds = Double(state.nowMicroseconds - since) / 1e6
        let progress = state.progress.flatMap { state.desk.number(of: $0) == running ? $0 : nil }
        let share = progress?.share ?? 0
        let bar = area.width >= 100 ? 30 : area.width >= 60 ? 12 : 0
        canvas.bar(share, column: 0, row: 0, width: bar, in: area, role: .chartLine)
        let percent: SafeText =
            progress?.isWriting == true ? "writing" : "\(Int(share * 100)) %"
        let end: SafeText =
            state.desk.ending.contains(running)
            ? "being taken back" : "Esc takes it back, all or nothing"
        canvas.write(
            "▶ \(act): at work, \(percent), \(ClockText.duration(seconds: seconds)) · \(end)",
            column: bar > 0 ? bar + 1 : 0, row: 0, in: area, role: .levelInfo,
            width: max(0, area.width - bar - 1))
    }
}
