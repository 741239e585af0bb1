package import SluiceCore

/// Pane 5: the log, newest line last; the cursor follows it until it is moved up.
package struct LogPane: Pane {
    package let id = PaneID.log
    package let title: SafeText = "Log"
    package let shortTitle: SafeText = "Log"
    package let follows: ListState.End? = .last

    /// Makes the pane.
    package init() {}

    package func table(_ state: ConsoleState) -> Table? {
        let lowest = state.preferences.logLevel
        let all = state.snapshot.log
        let lines = lowest == .debug ? all : all.filter { $0.level >= lowest }
        return Self.definition.table(lines, list(state), state)
    }

    package func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - 2)
    }

    package func alike(_ state: ConsoleState) -> [RowKey] {
        guard case .id(let id)? = list(state).selection,
            let chosen = state.snapshot.log.first(where: { $0.id == id })
        else { return [] }
        return state.snapshot.log
            .filter { $0.level == chosen.level && $0.source == chosen.source }
            .map { .id($0.id) }
    }

    package func opened(_ state: ConsoleState) -> Screen? {
        guard case .id(let line)? = list(state).selection else { return nil }
        return .logLine(line)
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let list = list(state)
        let inside = canvas.box(
            area, title: heading, note: note(state, list, width: area.width),
            isFocused: isFocused)
        guard let table = table(state), table.count > 0 else {
            return canvas.note(absence(state, list), role: .stale, in: inside)
        }
        canvas.table(table, list, in: inside, isFocused: isFocused, hasTitles: false)
    }

    private func note(_ state: ConsoleState, _ list: ListState, width: Int) -> BorderNote {
        let level = Sanitiser.safe(state.preferences.logLevel.rawValue)
        let newer = (table(state)?.count ?? 0) - 1 - list.position
        let follow: SafeText = list.isFollowing ? "follow ●" : "paused, \(max(0, newer)) newer"
        let key: SafeText = list.isFollowing ? "" : "  G follows"
        return BorderNote([
            ("\(follow)\(key)  level \(level)+ L", 8), ("\(follow)\(key)  level \(level)+", 7),
            ("\(follow)  \(level)+", 6), ("\(level)+", 3),
        ]) + list.note(table(state), width: width)
    }

    private func absence(_ state: ConsoleState, _ list: ListState) -> SafeText {
        if state.snapshot.log.isEmpty { return "nothing was logged yet" }
        guard list.filter.isEmpty else { return "no line passes the filter" }
        return "no line of level \(data: state.preferences.logLevel.rawValue) or above"
    }

    /// The columns, here and wherever lines of the log are listed.
    static let definition = TableDefinition<LogLine>(
        columns: [
            TableColumn(ColumnLayout("time", "time", width: 8)) {
                .moment($0.microseconds)
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
                .text(line.shown)
            },
        ],
        key: { .id($0.id) })
}

extension LogLine {
    /// What of the details is not told again in one line.
    private static let untold: Set<String> = ["name", "file_id", "dataset"]

    /// The message, the file it is about, and the other details in one line; of a commit what was counted, in its place.
    package var shown: SafeText { counts ?? text }

    /// `sensor_0411.csv  1 000 rows  21 held (2.1 %)  38 ms` of a commit; nil of other lines. A long name is shortened in its
    /// middle, so that the counts are to be seen on narrow screens.
    private var counts: SafeText? {
        guard let name = self["name"], let records = self["records"].flatMap({ Int($0) }) else {
            return nil
        }
        var text: SafeText = "\(data: Self.shortened(name))  \(NumberText.grouped(records)) rows"
        if let held = self["held"].flatMap({ Int($0) }), held > 0 {
            let share = NumberText.percent(Double(held) / Double(max(1, records)))
            text = "\(text)  \(NumberText.grouped(held)) held (\(share) %)"
        }
        if let discarded = self["discarded"].flatMap({ Int($0) }), discarded > 0 {
            text = "\(text)  \(NumberText.grouped(discarded)) discarded"
        }
        let time = ["read_ms", "write_ms", "commit_ms"].reduce(0.0) { time, stage in
            time + (self[stage].flatMap(Double.init) ?? 0)
        }
        return "\(text)  \(NumberText.fixed(time, decimals: 0)) ms"
    }

    private subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// At most 16 characters of a name: 80 columns then have room for a commit that took up to 999 ms.
    private static func shortened(_ name: String) -> String {
        name.count <= 16 ? name : "\(name.prefix(6))…\(name.suffix(9))"
    }

    /// The message, the file it is about, and the other details in one line.
    package var text: SafeText {
        let file = fields.first { $0.name == "name" }.map { " \(data: $0.value)" as SafeText }
        let start = Sanitiser.safe(message) + (file ?? "")
        return fields.filter { !Self.untold.contains($0.name) }.reduce(start) { text, field in
            "\(text)  \(data: field.name)=\(data: field.value)"
        }
    }
}
