internal import SluiceCore

/// How much is read in a second, and how long each stage of a file's way takes.
struct SpeedSummary {
    let state: ConsoleState

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let snapshot = state.snapshot
        // Only what came since the start is known.
        let started = Double(snapshot.pipeline.startedMicroseconds)
        let known = (Double(snapshot.takenMicroseconds) - started) / 60e6
        let room = min(snapshot.throughput.count, max(0, area.width - 2))
        let minutes = known < Double(room) ? Int(max(0, known.rounded(.up))) : room
        canvas.write(
            "rows/s, last \(minutes) min", column: 1, row: 0, in: area, role: .footerText)
        canvas.sparkline(
            snapshot.throughput, column: 1, row: 1, width: max(0, area.width - 2), in: area)
        line(["stage", "p50", "p99", "queue"], row: 3, role: .footerText, in: area, on: &canvas)
        for (row, timing) in snapshot.stages.enumerated() {
            let texts: [SafeText] = [
                Sanitiser.safe(timing.stage.rawValue),
                "\(NumberText.short(timing.medianMilliseconds)) ms",
                "\(NumberText.short(timing.slowestMilliseconds)) ms",
                NumberText.count(timing.queue),
            ]
            line(texts, row: 4 + row, role: .text, in: area, on: &canvas)
        }
    }

    private func line(
        _ texts: [SafeText], row: Int, role: StyleRole, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        var column = 1
        for (place, text) in texts.enumerated() {
            let width = place == 0 ? 8 : 9
            guard column + width < area.width else { return }
            canvas.write(
                text, column: column, row: row, in: area, role: role, width: width,
                alignment: place == 0 ? .left : .right)
            column += width + 1
        }
    }
}
