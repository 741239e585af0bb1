internal import SluiceCore

/// Where the time and the place of a record come from.
extension DatasetReader {
    /// What `[time]` says; an empty source after it was reported that something is missing.
    func readTime(_ table: TableReader?, in root: TableReader) -> TimeSource {
        guard var table else {
            if !root.has("time") { root.refuse("the table [time] is missing") }
            return TimeSource(fields: [], formats: [])
        }
        defer { table.finish() }
        let single = table.text("field")
        let several = table.texts("fields")
        if table.has("field") == table.has("fields") {
            table.refuse("[time] needs either field or fields")
        }
        let source = TimeSource(
            fields: several ?? single.map { [$0] } ?? [], separator: table.text("join") ?? " ",
            formats: table.texts("formats") ?? Self.defaultFormats,
            utcOffsetSeconds: readOffset(&table))
        return source
    }

    /// What `[location]` says; a constant after it was reported that something is missing.
    func readLocation(_ table: TableReader?, in root: TableReader) -> LocationSource {
        guard var table else {
            if !root.has("location") { root.refuse("the table [location] is missing") }
            return .constant("")
        }
        defer { table.finish() }
        let field = table.text("field")
        let fileName = table.pattern("fileName")
        let constant = table.text("constant")
        table.unsupported("label")
        if ["field", "fileName", "constant"].filter(table.has).count != 1 {
            table.refuse("[location] needs exactly one of field, fileName and constant")
        }
        if let field { return .field(field) }
        if let fileName { return .fileName(pattern: fileName) }
        return .constant(constant ?? "unknown")
    }

    /// The formats of a dataset that names none: those of the university dataset.
    static let defaultFormats = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]

    private func readOffset(_ table: inout TableReader) -> Int {
        guard let text = table.text("timezone") else { return 0 }
        if let seconds = OffsetText.parse(text) { return seconds }
        table.refuse(
            "timezone",
            "time.timezone must be \"UTC\" or a fixed offset such as \"+01:00\"; zones that change "
                + "with the season are not supported by this version")
        return 0
    }
}
