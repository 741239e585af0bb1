package import SluiceCore

/// Pane 5: the log, newest line last; the cursor follows it until it is moved up.
package struct LogPane: Pane {
    package let id = PaneID.log
    package let title: SafeText = "Log"
    package let shortTitle: SafeText = "Log"

    /// Makes the pane.
    package init() {}

    package func initialList(_ preferences: Preferences) -> ListState {
        var list = ListState()
        list.hiddenColumns = preferences.hiddenColumns[id] ?? []
        list.follows = true
        list.isFollowing = true
        return list
    }

    package func table(_ state: ConsoleState) -> Table? {
        let lowest = state.preferences.logLevel
        let all = state.snapshot.log
        let lines = lowest == .debug ? all : all.filter { $0.level >= lowest }
        return Self.definition.table(lines, state.list(.pane(.log)), state)
    }

    package func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - 2)
    }

    package func alike(_ state: ConsoleState) -> [RowKey] {
        guard case .id(let id)? = state.list(.pane(.log)).selection,
            let chosen = state.snapshot.log.first(where: { $0.id == id })
        else { return [] }
        return state.snapshot.log
            .filter { $0.level == chosen.level && $0.source == chosen.source }
            .map { .id($0.id) }
    }

    package func opened(_ state: ConsoleState) -> Screen? {
        guard case .id(let line)? = state.list(.pane(.log)).selection else { return nil }
        return .logLine(line)
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let list = state.list(.pane(.log))
        let inside = canvas.box(
            area, title: heading, note: note(state, list, width: area.width),
            isFocused: isFocused)
        guard let table = table(state), table.count > 0 else {
            let isEmpty = state.snapshot.log.isEmpty
            return canvas.note(
                isEmpty ? "nothing was logged yet" : "no line passes the filter", role: .stale,
                in: inside)
        }
        canvas.table(table, list, in: inside, isFocused: isFocused, hasTitles: false)
    }

    private func note(_ state: ConsoleState, _ list: ListState, width: Int) -> SafeText {
        let level = Sanitiser.safe(state.preferences.logLevel.rawValue)
        let behind = state.snapshot.log.last.map { last in
            list.selection.map { Self.lines(from: $0, to: last.id) } ?? 0
        }
        let follow: SafeText =
            list.isFollowing ? "follow ●" : "held, \(behind ?? 0) newer  G: follow"
        guard width >= 60 else { return "\(level)+\(list.note)" }
        return "\(follow)  level \(level)+\(width >= 90 ? " L" : "" as SafeText)\(list.note)"
    }

    private static func lines(from key: RowKey, to last: Int64) -> Int64 {
        guard case .id(let id) = key else { return 0 }
        return last > id ? last &- id : 0
    }

    /// The columns, here and wherever lines of the log are listed.
    static let definition = TableDefinition<LogLine>(
        columns: [
            TableColumn(ColumnLayout("time", "time", width: 8)) {
                .number(Double($0.microseconds))
            } field: { line, state in
                .text(ClockText.time(line.microseconds, zone: state.zone), .footerText)
            },
            TableColumn(ColumnLayout("level", "level", width: 5)) {
                .text($0.level.rawValue)
            } field: { line, _ in
                .text(Sanitiser.safe(line.level.rawValue), line.level.role)
            },
            TableColumn(ColumnLayout("source", "source", width: 7, drop: 1)) {
                .text($0.source)
            } field: { line, _ in
                .text(Sanitiser.safe(line.source), .footerText)
            },
            TableColumn(ColumnLayout("message", "message", width: 10, mostWidth: 500)) {
                .text($0.text.string)
            } field: { line, _ in
                .text(line.text)
            },
        ],
        key: { .id($0.id) })
}

extension LogLine {
    /// The message and its details in one line.
    package var text: SafeText {
        fields.reduce(Sanitiser.safe(message)) { text, field in
            "\(text)  \(data: field.name)=\(data: field.value)"
        }
    }
}
