internal import SluiceCore

/// The last line of a preview: what must be typed to have it done, or that it is being done.
struct ConfirmLine {
    let view: OperationView
    let report: OperationReport
    let state: ConsoleState
    let isAwaiting: Bool

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let inside = area.inset(columns: 1, rows: 0)
        let count = view.counts(report).weight
        let act = OperationWords.act(view.request.operation, count)
        if let running = view.running {
            let since = state.desk.running[running]?.sinceMicroseconds ?? state.nowMicroseconds
            let seconds = Double(state.nowMicroseconds - since) / 1e6
            canvas.write(
                "▶ \(act): at work, \(ClockText.duration(seconds: seconds)) · all or nothing",
                column: 0, row: 0, in: inside, role: .levelInfo, width: inside.width)
            return
        }
        guard count > 1 else {
            let text: SafeText =
                count == 1 || OperationScreen.canBeEmpty(view.request.operation)
                ? "Enter: \(act)" : "Nothing would be changed. Esc goes back."
            canvas.write(text, column: 0, row: 0, in: inside, role: .title, width: inside.width)
            return
        }
        let number = NumberText.grouped(count)
        let long: SafeText = "Type \(data: String(count)) and Enter to \(act):"
        let short: SafeText = "Type \(number):"
        let text = canvas.width(of: long) + 12 <= inside.width ? long : short
        let used = canvas.write(
            text, column: 0, row: 0, in: inside, role: isAwaiting ? .stale : .title)
        let width = max(4, String(count).count + 1)
        let role: StyleRole =
            String(count).hasPrefix(view.typed) ? .editField : .editBad
        canvas.input(
            InputLine(view.typed), column: used + 1, row: 0,
            width: min(width, max(1, inside.width - used - 1)), in: inside, role: role)
    }
}
