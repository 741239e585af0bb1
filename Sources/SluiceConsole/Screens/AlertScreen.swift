internal import SluiceCore

/// One alert: what holds, since when, what to do about it, and what the log said meanwhile.
struct AlertScreen: ScreenView {
    /// Its number.
    let id: Int64

    /// How long before an alert and after it the log is looked at, in microseconds.
    private static let margin: Int64 = 60_000_000

    func crumb(_ state: ConsoleState) -> SafeText {
        alert(state).map { "\(data: $0.kind.rawValue)" } ?? "alert \(id)"
    }

    func table(_ state: ConsoleState) -> Table? {
        LogPane.table(lines(state), state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - Self.factRows(area) - 3)
    }

    func alike(_ state: ConsoleState) -> [RowKey] {
        LogPane.alike(lines(state), state.activeList)
    }

    /// The file it is about, or the log line the cursor is on.
    func opened(_ state: ConsoleState) -> Screen? {
        if let file = alert(state)?.fileID { return .file(file) }
        guard case .id(let line)? = state.activeList.selection else { return nil }
        return .logLine(line)
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let alert = alert(state) else {
            let inside = canvas.box(area, title: "Alert", isFocused: true)
            return canvas.plate(
                "! This alert is over and not kept any more.", hint: "The files in logs/ have it.",
                role: .levelWarn, in: inside)
        }
        let word: SafeText = alert.isFiring ? "! FIRING" : "✓ cleared"
        let rows = Self.factRows(area)
        let inside = canvas.box(
            area.top(rows), title: "\(data: alert.kind.rawValue)",
            note: alert.isAcknowledged ? "\(word) · acknowledged" : word)
        FactLine.draw(facts(alert, state, canvas, width: inside.width), in: inside, on: &canvas)
        let below = canvas.box(
            area.droppingTop(rows), title: "The log meanwhile",
            note: BorderNote(alert.fileID == nil ? "Enter opens the line" : "Enter opens the file")
                + state.listNote(width: area.width), isFocused: true)
        guard let table = table(state), table.count > 0 else {
            return canvas.plate(
                "no line of the log is kept from then", hint: "The files in logs/ have them.",
                role: .stale, in: below)
        }
        canvas.table(table, state.activeList, in: below, isFocused: true)
    }

    private static func factRows(_ area: Rectangle) -> Int { min(7, max(4, area.height / 2)) }

    private func alert(_ state: ConsoleState) -> StationAlert? {
        state.snapshot.alerts.first { $0.id == id }
    }

    /// The lines written while it held, and shortly before and after.
    private func lines(_ state: ConsoleState) -> [LogLine] {
        guard let alert = alert(state) else { return [] }
        let begin = alert.sinceMicroseconds - Self.margin
        let end = alert.clearedMicroseconds.map { $0 + Self.margin } ?? .max
        return state.snapshot.log.filter { $0.microseconds >= begin && $0.microseconds <= end }
    }

    private func facts(
        _ alert: StationAlert, _ state: ConsoleState, _ canvas: Canvas, width: Int
    ) -> [FactLine] {
        let room = max(10, width - FactLine.labelWidth - 2)
        let message = WrappedText.lines(
            Sanitiser.safe(alert.message), width: room, medium: canvas.medium)
        let advice = WrappedText.lines(
            alert.remedy.map { Sanitiser.safe($0) } ?? alert.kind.advice, width: room,
            medium: canvas.medium)
        let role: StyleRole = alert.isFiring ? .levelAlert : .text
        return Self.lines("what", message, role: role, drop: 1)
            + [FactLine("since", drop: 5, moments(alert, state))]
            + Self.lines("to do", advice, role: .footerText, drop: 7)
    }

    private func moments(_ alert: StationAlert, _ state: ConsoleState) -> [FactLine.Fact?] {
        let end = alert.clearedMicroseconds ?? state.nowMicroseconds
        let seconds = Double(end - alert.sinceMicroseconds) / 1e6
        // What is being retried has an alert that began with it.
        let retried = state.snapshot.pipeline.troubles.first {
            alert.isFiring && $0.sinceMicroseconds == alert.sinceMicroseconds
        }
        return [
            (ClockText.full(alert.sinceMicroseconds, zone: state.zone), .text),
            alert.clearedMicroseconds.map {
                ("until \(ClockText.full($0, zone: state.zone))", .levelOK)
            },
            ("for \(ClockText.duration(seconds: seconds))", .text),
            retried?.nextAttempt(after: state.nowMicroseconds).map {
                ("next try \(ClockText.time($0, zone: state.zone))", .text)
            },
        ]
    }

    private static func lines(
        _ label: SafeText, _ texts: [SafeText], role: StyleRole, drop: Int
    ) -> [FactLine] {
        texts.enumerated().map { number, text in
            FactLine(number == 0 ? label : "", drop: drop + number - 1, [(text, role)])
        }
    }
}
