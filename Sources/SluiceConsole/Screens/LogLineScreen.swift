internal import SluiceCore

/// One line of the log with its details, each on a row of its own.
struct LogLineScreen: ScreenView {
    /// Its number.
    let id: Int64

    func crumb(_ state: ConsoleState) -> SafeText { "line \(id)" }

    func table(_ state: ConsoleState) -> Table? {
        let rows = (line(state)?.fields ?? []).map { Row(name: $0.name, value: $0.value) }
        return Self.definition.table(rows, state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - 3 - messageRows(area, state) - 2)
    }

    func opened(_ state: ConsoleState) -> Screen? { line(state)?.fileID.map { .file($0) } }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let line = line(state), let table = table(state) else {
            let inside = canvas.box(area, title: "Log", isFocused: true)
            return canvas.plate(
                "! This line is not kept in memory any more.",
                hint: "The files in logs/ have it.", role: .levelWarn, in: inside)
        }
        let time = ClockText.full(line.microseconds, zone: state.zone)
        let inside = canvas.box(
            area, title: "\(line.level.sign) \(data: line.level.rawValue) · \(data: line.source)",
            note: BorderNote("\(time) \(data: state.zone.name)")
                + state.listNote(width: area.width),
            isFocused: true)
        let rows = messageRows(area, state)
        let message = Sanitiser.safe(line.message)
        let lines = WrappedText.lines(
            message, width: max(1, inside.width - 2), medium: canvas.medium)
        for (row, text) in lines.prefix(rows).enumerated() {
            canvas.write(text, column: 1, row: row, in: inside, role: line.level.role)
        }
        if line.fileID != nil {
            canvas.write(
                "Enter opens the file it is about.", column: 1, row: rows, in: inside,
                role: .footerText)
        }
        guard table.count > 0 else { return }
        canvas.table(
            table, state.activeList, in: inside.droppingTop(rows + 2), isFocused: true)
    }

    private struct Row {
        let name: String
        let value: String
    }

    /// The rows the message may take, at most a quarter of the screen.
    private func messageRows(_ area: Rectangle, _ state: ConsoleState) -> Int {
        let bytes = line(state)?.message.utf8.count ?? 0
        return min(max(1, area.height / 4), 1 + bytes / max(1, area.width - 4))
    }

    private func line(_ state: ConsoleState) -> LogLine? {
        state.snapshot.log.first { $0.id == id }
    }

    private static let definition = TableDefinition<Row>(
        columns: [
            TableColumn(ColumnLayout("detail", "detail", width: 12, mostWidth: 24)) {
                .text($0.name)
            } field: { row, _ in
                .text(Sanitiser.safe(row.name), .footerText)
            },
            TableColumn(ColumnLayout("value", "value", width: 10, mostWidth: 400)) {
                .text($0.value)
            } field: { row, _ in
                .text(Sanitiser.safe(row.value, limit: 1_024))
            },
        ],
        key: { .name($0.name) })
}
