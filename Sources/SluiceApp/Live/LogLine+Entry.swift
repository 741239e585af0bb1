package import SluiceCore
internal import SluiceSystem

extension LogLine {
    /// A line of the process log as the console shows it; its number comes later.
    package init(_ entry: LogEntry) {
        let level: Level
        switch entry.level {
        case .debug: level = .debug
        case .info: level = .info
        case .warning: level = entry.event.hasPrefix("alert ") ? .alert : .warning
        case .error: level = .error
        }
        self.init(
            id: 0, microseconds: entry.microseconds, level: level,
            source: Self.source(of: entry.event), message: entry.event,
            fields: entry.fields.map { ($0.key, Self.text(of: $0)) })
        let file = entry.fields.first { $0.key == "file_id" }
        if case .integer(let id)? = file?.value { fileID = Int64(id) }
    }

    /// A detail's value; a file's name as the ledger keeps it, so that it looks the same in all panes.
    private static func text(of field: LogEntry.Field) -> String {
        let text = LogLineFormat.plain(field.value)
        guard field.key == "name", let name = PathText.bytes(of: text) else { return text }
        return PathText.ledgerName(name)
    }

    /// The part of the program that says such a thing.
    private static func source(of event: String) -> String {
        switch event {
        case "file committed", "file is a duplicate": "commit"
        case "file rejected": "judge"
        case "file archived": "archive"
        case "attempt failed", "works again": "retry"
        default: event.hasPrefix("alert ") ? "alert" : event.hasPrefix("file ") ? "inbox" : "sluice"
        }
    }
}
