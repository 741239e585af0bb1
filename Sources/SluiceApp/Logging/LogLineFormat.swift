package import SluiceConfig
internal import SluiceCore

/// How log lines are written.
package enum LogLineFormat: Sendable {
    /// For people: time, level, event, then `key=value`.
    case text
    /// For programs: one JSON object a line.
    case json

    /// The format that the configuration names.
    package init(_ format: LogFormat) {
        switch format {
        case .text: self = .text
        case .json: self = .json
        }
    }

    /// An entry as one line with its line end.
    package func line(_ entry: LogEntry) -> [UInt8] {
        switch self {
        case .text:
            let time = UTCText.timestamp(microseconds: entry.microseconds)
            let level = entry.level.rawValue.uppercased()
            let padding = String(repeating: " ", count: max(0, 7 - level.count))
            return Array("\(time) \(level)\(padding) \(Self.message(entry))\n".utf8)
        case .json:
            return Self.json(entry) + [UInt8(ascii: "\n")]
        }
    }

    /// An entry without its time: for journald, which has its own, and for a terminal.
    package static func message(_ entry: LogEntry) -> String {
        ([Sanitiser.safe(entry.event).string]
            + entry.fields.map { "\($0.key)=\(text(of: $0.value))" })
            .joined(separator: " ")
    }

    /// A detail's value as text, unquoted; hidden characters stay as they are.
    package static func plain(_ value: LogEntry.Value) -> String {
        switch value {
        case .integer(let number): String(number)
        case .milliseconds(let number): decimal(number)
        case .text(let text): text
        }
    }

    private static func text(of value: LogEntry.Value) -> String {
        switch value {
        case .integer, .milliseconds: return plain(value)
        case .text(let text):
            let shown = Sanitiser.safe(text).string
            let isPlain = !shown.isEmpty && !shown.contains { " \"=".contains($0) }
            return isPlain ? shown : "\"\(shown.replacing("\"", with: "\\\""))\""
        }
    }

    private static func json(_ entry: LogEntry) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.text("time", UTCText.timestamp(microseconds: entry.microseconds))
            json.text("level", entry.level.rawValue)
            json.text("event", entry.event)
            for field in entry.fields {
                switch field.value {
                case .integer(let number): json.integer(field.key, number)
                case .milliseconds(let number):
                    json.number(field.key, (number * 1000).rounded() / 1000)
                case .text(let text): json.text(field.key, text)
                }
            }
        }
        return writer.bytes
    }

    /// Three digits behind the point, without the rounding surprises of a formatter of the locale.
    private static func decimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        let thousandths = Int((abs(value) * 1000).rounded())
        let digits = String(thousandths % 1000)
        let fraction = String(repeating: "0", count: 3 - digits.count) + digits
        return "\(value < 0 ? "-" : "")\(thousandths / 1000).\(fraction)"
    }
}
