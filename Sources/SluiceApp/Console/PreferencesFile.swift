package import SluiceConsole
internal import SluiceCore
package import SluiceSystem

/// What the console remembers in a station from one run to the next, `logs/console.json`.
///
/// What cannot be read is forgotten, what cannot be written is not remembered: neither stops a console.
package struct PreferencesFile: Sendable {
    /// Its name in `logs/`.
    package static let name = "console.json"

    private let logs: Directory?
    private let system: System

    /// The file in a directory; without one nothing is remembered.
    package init(logs: Directory?, system: System) {
        self.logs = logs
        self.system = system
    }

    /// What was remembered, or what a first run begins with.
    package func read() -> Preferences {
        guard let logs,
            let bytes = try? SmallFile.read(Array(Self.name.utf8), in: logs, system: system),
            let value = JSONValue(bytes)
        else { return Preferences() }
        return Self.preferences(value)
    }

    /// Remembers. Blocks for as long as a small write does.
    package func write(_ preferences: Preferences) {
        guard let logs else { return }
        try? logs.write(Self.bytes(of: preferences), replacing: Array(Self.name.utf8))
    }

    private static func preferences(_ value: JSONValue) -> Preferences {
        var result = Preferences()
        if let theme = value["theme"]?.text { result.theme = theme }
        if let focus = value["focus"]?.integer.flatMap(PaneID.init) { result.focus = focus }
        if let range = value["range"]?.text.flatMap(TimeRange.init(rawValue:)) {
            result.range = range
        }
        if let range = value["arrivalRange"]?.text.flatMap(TimeRange.init(rawValue:)), range != .all
        {
            result.arrivalRange = range
        }
        if let level = value["logLevel"]?.text.flatMap(LogLine.Level.init) {
            result.logLevel = level
        }
        if let metric = value["metric"], let dataset = metric["dataset"]?.text,
            let name = metric["name"]?.text, let unit = metric["unit"]?.text
        {
            result.metric = MetricChoice(dataset: dataset, name: name, unit: unit)
        }
        for pane in PaneID.allCases {
            guard let entry = value["panes"]?[String(pane.rawValue)] else { continue }
            if let column = entry["sort"]?.text {
                result.sorts[pane] = SortOrder(
                    column: column, isDescending: entry["descending"] == .boolean(true))
            }
            let hidden = (entry["hidden"]?.elements ?? []).compactMap(\.text)
            if !hidden.isEmpty { result.hiddenColumns[pane] = Set(hidden) }
        }
        return result
    }

    private static func bytes(of preferences: Preferences) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("theme", preferences.theme)
            writer.integer("focus", preferences.focus.rawValue)
            writer.text("range", preferences.range.rawValue)
            writer.text("arrivalRange", preferences.arrivalRange.rawValue)
            writer.text("logLevel", preferences.logLevel.rawValue)
            if let metric = preferences.metric {
                writer.object("metric") { writer in
                    writer.text("dataset", metric.dataset)
                    writer.text("name", metric.name)
                    writer.text("unit", metric.unit)
                }
            }
            writer.object("panes") { writer in
                for pane in PaneID.allCases { add(pane, preferences, to: &writer) }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func add(
        _ pane: PaneID, _ preferences: Preferences, to writer: inout JSONWriter
    ) {
        let (sort, hidden) = (preferences.sorts[pane], preferences.hiddenColumns[pane] ?? [])
        guard sort != nil || !hidden.isEmpty else { return }
        writer.object(String(pane.rawValue)) { writer in
            if let sort {
                writer.text("sort", sort.column)
                writer.boolean("descending", sort.isDescending)
            }
            guard !hidden.isEmpty else { return }
            writer.array("hidden") { writer in
                for column in hidden.sorted() { writer.text(nil, column) }
            }
        }
    }
}
