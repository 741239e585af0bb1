internal import SluiceConsole
internal import SluiceCore

/// How groups of held records are shown on the command line.
struct GroupReport {
    /// What entries can be grouped by, by the names of the command line.
    static let dimensions: [(name: String, dimension: QuarantineGroup.Dimension)] = [
        ("reason", .reason), ("field", .field), ("file", .file), ("location", .location),
        ("shape", .shape),
    ]

    /// What they are grouped by.
    let dimensions: [QuarantineGroup.Dimension]

    /// A table in which what a group looks like, and the command for it, stand below its row.
    func lines(_ groups: [QuarantineGroup]) -> [String] {
        var table = TextTable([">held"] + shown.map(\.name) + ["example", "first", "last"])
        for group in groups {
            table.add(
                ["\(group.count)"]
                    + shown.map { Self.value($0.dimension, of: group) ?? "-" }
                    + [
                        group.exampleValue.map { Sanitiser.safe($0, limit: 32).string } ?? "-",
                        Self.moment(group.firstMicroseconds), Self.moment(group.lastMicroseconds),
                    ])
        }
        let rows = table.lines
        return rows.prefix(1)
            + zip(rows.dropFirst(), groups).flatMap { row, group in [row] + Self.hint(group) }
    }

    /// A group as the members of a JSON object.
    func json(_ group: QuarantineGroup, into json: inout JSONWriter) {
        json.integer("count", group.count)
        for (name, dimension) in shown {
            json.text(name, Self.value(dimension, of: group))
        }
        json.integer("example", group.exampleID)
        json.text("example_value", bytes: group.exampleValue)
        json.text("first", group.firstMicroseconds.map(UTCText.timestamp))
        json.text("last", group.lastMicroseconds.map(UTCText.timestamp))
        guard let suggestion = group.suggestion else { return }
        json.object("suggestion") { json in
            json.text("text", suggestion.text)
            json.integer("frees", suggestion.frees)
            json.integer("frees_of_all", suggestion.freed(of: group.count).count)
            json.integer("of", suggestion.of)
            json.text("command", Self.command(for: group))
        }
    }

    /// What they are grouped by, with its names, in the order of all.
    private var shown: [(name: String, dimension: QuarantineGroup.Dimension)] {
        Self.dimensions.filter { dimensions.contains($0.dimension) }
    }

    /// What the entries of a group have in common; nil where they have nothing: no field, no location.
    private static func value(
        _ dimension: QuarantineGroup.Dimension, of group: QuarantineGroup
    ) -> String? {
        let value: String? =
            switch dimension {
            case .reason: group.key.code?.rawValue
            case .field: group.key.field
            case .file: group.fileName
            case .location: group.key.location
            case .shape: group.key.shape
            }
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func moment(_ microseconds: Int64?) -> String {
        microseconds.map { String(UTCText.timestamp(microseconds: $0).prefix(19)) } ?? "-"
    }

    private static func hint(_ group: QuarantineGroup) -> [String] {
        guard let suggestion = group.suggestion else { return [] }
        let tried =
            suggestion.of > 0 ? "; frees " + Self.freed(by: suggestion, of: group.count) : ""
        let text = Sanitiser.safe(suggestion.text, limit: 300).string
        return ["      \(text)\(tried)"] + (command(for: group).map { ["      \($0)"] } ?? [])
    }

    private static func freed(by suggestion: Suggestion, of count: Int) -> String {
        let freed = suggestion.freed(of: count)
        let counted = "\(suggestion.frees) of \(suggestion.of)"
        return freed.isEstimate ? "about \(freed.count), \(counted) tried" : counted
    }

    /// The command that does what a suggestion says to all of its group; nil where there is none.
    private static func command(for group: QuarantineGroup) -> String? {
        guard let suggestion = group.suggestion else { return nil }
        let change: String
        if !suggestion.renames.isEmpty {
            let maps = suggestion.renames.map { "--map " + quoted("\($0.column)=\($0.field)") }
            change = "rename " + maps.joined(separator: " ")
        } else if !suggestion.repairs.isEmpty {
            change = "repair --change \(quoted(RepairText.line(suggestion.repairs)))"
        } else {
            return nil
        }
        let options: [(String, String?)] = [
            ("--code", group.key.code?.rawValue), ("--column", group.key.field),
            ("--in", group.fileName), ("--location", group.key.location),
            ("--shape", suggestion.renames.isEmpty ? group.key.shape : nil),
        ]
        let selection = options.compactMap { name, value in
            value.flatMap { $0.isEmpty ? nil : " \(name) \(quoted($0))" }
        }
        return "sluice quarantine \(change)\(selection.isEmpty ? " --all" : selection.joined())"
    }

    /// A text as a shell takes it for one word.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                || "-_.,:/=%+@".utf8.contains($0)
        }
        return isPlain && !text.isEmpty
            ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
