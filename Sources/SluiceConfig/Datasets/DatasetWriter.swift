package import SluiceCore

/// Writes a dataset as the text of a dataset file that defines the same.
///
/// Only what differs from the defaults is written, in a fixed order, so that equal datasets give equal texts.
package struct DatasetWriter {
    private var lines: [String] = []

    /// The text of a dataset; ``DatasetReader`` reads the same dataset from it when it has no problems.
    package static func text(of dataset: Dataset) -> String {
        var writer = DatasetWriter()
        writer.writeHead(of: dataset)
        writer.writeMatch(dataset.match)
        writer.writeDialect(dataset.dialect)
        writer.writeTime(dataset.time)
        writer.writeLocation(dataset.location)
        writer.writePolicy(of: dataset)
        writer.writeSchema(of: dataset)
        dataset.rules.forEach { writer.write($0) }
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func writeHead(of dataset: Dataset) {
        set("formatVersion", "1")
        set("name", TomlText.quoted(dataset.name))
        if !dataset.title.isEmpty { set("title", TomlText.quoted(dataset.title)) }
        if let dataSource = dataset.dataSource { set("dataSource", TomlText.quoted(dataSource)) }
    }

    private mutating func writeMatch(_ match: DatasetMatch) {
        open("[match]")
        set("files", TomlText.list(match.files))
        if !match.header.isEmpty { set("header", TomlText.list(match.header)) }
    }

    private mutating func writeDialect(_ dialect: Dialect) {
        open("[dialect]")
        set("delimiter", Self.character(dialect.delimiter))
        set("quoteChar", dialect.quote.map(Self.character) ?? "\"\"")
    }

    private mutating func writeTime(_ time: TimeSource) {
        open("[time]")
        if time.fields.count == 1, let field = time.fields.first {
            set("field", TomlText.quoted(field))
        } else {
            set("fields", TomlText.list(time.fields))
        }
        if time.separator != " " { set("join", TomlText.quoted(time.separator)) }
        set("formats", TomlText.list(time.formats))
        set("timezone", TomlText.quoted(OffsetText.text(time.utcOffsetSeconds)))
    }

    private mutating func writeLocation(_ location: LocationSource) {
        open("[location]")
        switch location {
        case .field(let name): set("field", TomlText.quoted(name))
        case .fileName(let pattern): set("fileName", TomlText.quoted(pattern.text))
        case .constant(let name): set("constant", TomlText.quoted(name))
        }
    }

    private mutating func writePolicy(of dataset: Dataset) {
        guard
            dataset.duplicates != .keep || dataset.futureToleranceSeconds != nil
                || dataset.supersession != nil
        else { return }
        open("[policy]")
        if dataset.duplicates != .keep {
            set("duplicateKey", TomlText.quoted(dataset.duplicates.rawValue))
        }
        if let supersession = dataset.supersession {
            set("supersede", TomlText.quoted("sameName"))
            if !supersession.revisionMarks.isEmpty {
                set("revisionMarks", TomlText.list(supersession.revisionMarks))
            }
        }
        if let seconds = dataset.futureToleranceSeconds {
            set("futureTolerance", TomlText.quoted(DurationText.text(.seconds(seconds))))
        }
    }

    private mutating func writeSchema(of dataset: Dataset) {
        open("[schema]")
        set("missingValues", TomlText.list(dataset.missingValues))
        if !dataset.keyFields.isEmpty { set("primaryKey", TomlText.list(dataset.keyFields)) }
        for field in dataset.fields { write(field) }
    }

    private mutating func write(_ field: DatasetField) {
        open("[[schema.fields]]")
        set("name", TomlText.quoted(field.name))
        if let store = field.store { set("store", TomlText.quoted(store)) }
        if !field.aliases.isEmpty { set("aliases", TomlText.list(field.aliases)) }
        set("type", TomlText.quoted(field.type.rawValue))
        if !field.unit.isEmpty { set("unit", TomlText.quoted(field.unit)) }
        if !field.sourceUnit.isEmpty { set("sourceUnit", TomlText.quoted(field.sourceUnit)) }
        write(field.conversion, of: field)
        if field.decimalMark != UInt8(ascii: ".") {
            set("decimalChar", Self.character(field.decimalMark))
        }
        if let missing = field.missingValues { set("missingValues", TomlText.list(missing)) }
        if !field.isAggregated { set("aggregate", "false") }
        if field.severity != .reject { set("severity", TomlText.quoted(field.severity.rawValue)) }
        if !field.severities.isEmpty {
            let entries = field.severities.sorted { $0.key.rawValue < $1.key.rawValue }
            set(
                "severities",
                inline(entries.map { ($0.key.rawValue, TomlText.quoted($0.value.rawValue)) }))
        }
        let limits = constraints(field.constraints)
        if !limits.isEmpty { set("constraints", inline(limits)) }
    }

    /// Factors are written only when the names of the units do not say them.
    private mutating func write(_ conversion: LinearConversion?, of field: DatasetField) {
        guard let conversion else { return }
        let isNamed = !field.sourceUnit.isEmpty && field.sourceUnit != field.unit
        if isNamed, LinearConversion.between(field.sourceUnit, and: field.unit) == conversion {
            return
        }
        set("factor", TomlText.number(conversion.factor))
        if conversion.offset != 0 { set("offset", TomlText.number(conversion.offset)) }
        if conversion.divisor != 1 { set("divisor", TomlText.number(conversion.divisor)) }
    }

    private func constraints(_ constraints: FieldConstraints) -> [(String, String)] {
        var entries: [(String, String)] = []
        if constraints.isRequired { entries.append(("required", "true")) }
        if let minimum = constraints.minimum {
            entries.append(("minimum", TomlText.number(minimum)))
        }
        if let maximum = constraints.maximum {
            entries.append(("maximum", TomlText.number(maximum)))
        }
        if !constraints.enumeration.isEmpty {
            entries.append(("enum", TomlText.list(constraints.enumeration)))
        }
        if let pattern = constraints.pattern {
            entries.append(("pattern", TomlText.quoted(pattern.text)))
        }
        return entries
    }

    private mutating func write(_ rule: CrossFieldRule) {
        open("[[rules]]")
        set("name", TomlText.quoted(rule.name))
        set("expression", TomlText.quoted(rule.condition.text))
        if rule.severity != .reject { set("severity", TomlText.quoted(rule.severity.rawValue)) }
        if !rule.message.isEmpty { set("message", TomlText.quoted(rule.message)) }
    }

    private mutating func open(_ header: String) {
        lines += ["", header]
    }

    private mutating func set(_ key: String, _ value: String) {
        lines.append("\(key) = \(value)")
    }

    private func inline(_ entries: [(String, String)]) -> String {
        "{ " + entries.map { "\($0.0) = \($0.1)" }.joined(separator: ", ") + " }"
    }

    private static func character(_ byte: UInt8) -> String {
        TomlText.quoted(String(decoding: [byte], as: UTF8.self))
    }
}
