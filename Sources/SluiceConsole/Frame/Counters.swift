internal import SluiceCore

/// What is left where there is no room for a pane: held records, alerts, the state word.
struct Counters {
    let state: ConsoleState

    func draw(on canvas: inout Canvas) {
        let lines: [SafeText] = [
            "Q\(NumberText.count(state.snapshot.heldRecords)) !\(state.snapshot.firingAlerts)",
            state.word.text,
            ClockText.time(state.nowMicroseconds, zone: state.zone),
        ]
        for (row, line) in lines.enumerated() {
            canvas.write(
                line, column: 0, row: row, in: canvas.bounds,
                role: row == 1 ? state.word.role : .text)
        }
    }
}
