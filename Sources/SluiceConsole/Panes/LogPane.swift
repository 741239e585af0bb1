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
        return Self.table(lines, list(state), state)
    }

    /// Lines of the log as a list, here and wherever they are listed; with the day where the first is of another than today.
    static func table(_ lines: [LogLine], _ list: ListState, _ state: ConsoleState) -> Table {
        let isOfToday = lines.first.map { ClockText.isToday($0.microseconds, of: state) } ?? true
        return definition.widening("time", to: isOfToday ? 8 : 14).table(lines, list, state)
    }

    package func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - 2)
    }

    package func alike(_ state: ConsoleState) -> [RowKey] {
        Self.alike(state.snapshot.log, list(state))
    }

    /// Those of some lines with the level and the source of the line the cursor is on.
    static func alike(_ lines: [LogLine], _ list: ListState) -> [RowKey] {
        guard case .id(let id)? = list.selection,
            let chosen = lines.first(where: { $0.id == id })
        else { return [] }
        return lines.filter { $0.level == chosen.level && $0.source == chosen.source }
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
            area, title: heading, note: note(state, in: area),
            isFocused: isFocused)
        guard let table = table(state), table.count > 0 else {
            return canvas.note(absence(state, list), role: .stale, in: inside)
        }
        canvas.table(table, list, in: inside, isFocused: isFocused, hasTitles: false)
    }

    package func note(_ state: ConsoleState, in area: Rectangle) -> BorderNote {
        let list = list(state)
        let level = Sanitiser.safe(state.preferences.logLevel.rawValue)
        let newer = (table(state)?.count ?? 0) - 1 - list.position
        let follow: SafeText = list.isFollowing ? "follow ●" : "paused, \(max(0, newer)) newer"
        let key: SafeText = list.isFollowing ? "" : "  G follows"
        return BorderNote([
            ("\(follow)\(key)  level \(level)+ L", 8), ("\(follow)\(key)  level \(level)+", 7),
            ("\(follow)  \(level)+", 6), ("\(level)+", 3),
        ]) + list.note(table(state), width: area.width)
    }

    private func absence(_ state: ConsoleState, _ list: ListState) -> SafeText {
        if state.snapshot.log.isEmpty { return "nothing was logged yet" }
        guard list.filter.isEmpty else { return "no line passes the filter" }
        return "no line of level \(data: state.preferences.logLevel.rawValue) or above"
    }

    /// The columns.
    private static let definition = TableDefinition<LogLine>(
        columns: [
            TableColumn(ColumnLayout("time", "time", width: 8)) {
                .moment($0.microseconds)
            } field: { line, state in
                .text(ClockText.moment(line.microseconds, of: state), .footerText)
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
                .text(line.shown, .text, shorter: line.shorter)
            },
        ],
        key: { .id($0.id) })
}

extension LogLine {
    /// What of the details is not told again in one line.
    private static let untold: Set<String> = ["name", "file_id", "dataset"]

    /// The message, the file it is about, and the other details in one line; of a file's end what came of it, and of an
    /// alert and a failure what they are about, in their place.
    package var shown: SafeText {
        if let name = self["name"], let end { return "\(data: name)  \(end)" }
        return (source == "alert" ? alert : source == "retry" ? failure : nil) ?? text
    }

    /// `error rate 2.1 % > 2 %` of an alert that began, `over: error rate 2.1 % > 2 %` of one that ceased.
    private var alert: SafeText? {
        self["message"].map { level == .alert ? "\(data: $0)" : "over: \(data: $0)" }
    }

    /// `store: database or disk is full` of what failed, `store works again` of what does no more.
    private var failure: SafeText? {
        self["what"].map { what in
            self["reason"].map { "\(data: what): \(data: $0)" } ?? "\(data: what) works again"
        }
    }

    /// The same with a long name cut in its middle, so that what came of the file is seen at 80 columns: at most 16
    /// characters of a name have room beside a commit that took up to 999 ms. Nil where nothing is cut.
    package var shorter: SafeText? {
        guard let name = self["name"], let end, name.count > 16 else { return nil }
        return "\(data: name.prefix(6) + "…" + name.suffix(9))  \(end)"
    }

    /// `1 000 rows  21 held (2.1 %)  38 ms`, `copy of file 7  2 ms`, `HEADER: a column is missing  1 ms`; nil of lines about
    /// something else than the end of a file.
    private var end: SafeText? {
        guard source == "commit" || source == "judge" else { return nil }
        let time = ["read_ms", "write_ms", "commit_ms"].reduce(0.0) { time, stage in
            time + (self[stage].flatMap(Double.init) ?? 0)
        }
        return (counts ?? copied ?? refused).map {
            "\($0)  \(NumberText.fixed(time, decimals: 0)) ms"
        }
    }

    private var counts: SafeText? {
        guard let records = number("records") else { return nil }
        var text: SafeText = "\(NumberText.grouped(records)) rows"
        if let held = number("held"), held > 0 {
            let share = NumberText.percent(Double(held) / Double(max(1, records)))
            text = "\(text)  \(NumberText.grouped(held)) held (\(share) %)"
        }
        if let discarded = number("discarded"), discarded > 0 {
            text = "\(text)  \(NumberText.grouped(discarded)) discarded"
        }
        if let warnings = number("warnings"), warnings > 0 {
            text = "\(text)  \(NumberText.grouped(warnings)) warnings"
        }
        return text
    }

    private var copied: SafeText? { number("of").map { "copy of file \($0)" } }

    private var refused: SafeText? {
        self["code"].map { "\(data: $0): \(data: self["reason"] ?? "")" }
    }

    private subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    private func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    /// The message, the file it is about, and the other details in one line.
    package var text: SafeText {
        let file = fields.first { $0.name == "name" }.map { " \(data: $0.value)" as SafeText }
        let start = Sanitiser.safe(message) + (file ?? "")
        return fields.filter { !Self.untold.contains($0.name) }.reduce(start) { text, field in
            "\(text)  \(data: field.name)=\(data: field.value)"
        }
    }
}
