internal import SluiceCore

/// What `[schema]` of a dataset file says.
struct DatasetSchema {
    /// Texts that stand for no value.
    var missingValues = [""]
    /// The fields in the order of the file.
    var fields: [DatasetField] = []
    /// The fields of the key.
    var keyFields: [String] = []

    /// Reads the table; without one there is nothing.
    init(_ table: TableReader?) {
        guard var table else { return }
        missingValues = table.texts("missingValues") ?? missingValues
        keyFields = table.texts("primaryKey") ?? []
        table.onlySupported("fieldsMatch", .string("subset"), shown: "\"subset\"")
        var decimalMark = UInt8(ascii: ".")
        if var defaults = table.table("numberDefaults") {
            decimalMark = defaults.character("decimalChar") ?? decimalMark
            defaults.unsupported("groupChar", "bareNumber")
            defaults.finish()
        }
        fields = table.tables("fields").map { Self.field($0, decimalMark: decimalMark) }
        table.finish()
    }

    private static func field(_ table: TableReader, decimalMark: UInt8) -> DatasetField {
        var table = table
        var field = DatasetField(table.text("name") ?? "")
        if !table.has("name") { table.refuse("a field without a name") }
        field.store = table.text("store")
        field.aliases = table.texts("aliases") ?? []
        field.type = table.choice("type", FieldType.self) ?? field.type
        field.constraints = table.table("constraints").map(constraints) ?? field.constraints
        field.unit = table.text("unit") ?? ""
        field.sourceUnit = table.text("sourceUnit") ?? ""
        field.conversion = conversion(&table, from: field.sourceUnit, to: field.unit)
        field.decimalMark =
            table.character("decimalChar")
            ?? (field.type.isNumeric ? decimalMark : field.decimalMark)
        field.missingValues = table.texts("missingValues")
        field.isAggregated = table.boolean("aggregate") ?? true
        field.severity = table.choice("severity", Severity.self) ?? .reject
        field.severities = table.table("severities").map(severities) ?? [:]
        table.unsupported("rate", "format", "groupChar", "bareNumber", "trueValues", "falseValues")
        table.finish()
        return field
    }

    private static func constraints(_ table: TableReader) -> FieldConstraints {
        var table = table
        let constraints = FieldConstraints(
            isRequired: table.boolean("required") ?? false, minimum: table.number("minimum"),
            maximum: table.number("maximum"), enumeration: table.textsOrNumbers("enum") ?? [],
            pattern: table.pattern("pattern"))
        table.unsupported(
            "unique", "minLength", "maxLength", "exclusiveMinimum", "exclusiveMaximum")
        table.finish()
        return constraints
    }

    private static func conversion(
        _ table: inout TableReader, from source: String, to target: String
    ) -> LinearConversion? {
        let factor = table.number("factor")
        let offset = table.number("offset")
        let divisor = table.number("divisor")
        if factor != nil || offset != nil || divisor != nil {
            let conversion = LinearConversion(
                factor: factor ?? 1, offset: offset ?? 0, divisor: divisor ?? 1)
            if !conversion.isUsable {
                table.refuse(
                    factor == 0 ? "factor" : "divisor", "a factor and a divisor must not be 0")
            }
            return conversion
        }
        guard !source.isEmpty, source != target else { return nil }
        if let conversion = LinearConversion.between(source, and: target) { return conversion }
        let known = UnitCatalog.names
        if !known.contains(source) {
            table.refuse(
                "sourceUnit",
                "no conversion from \(TomlText.quoted(source)) is known: give factor and offset",
                suggestion: NearestName.of(source, among: UnitCatalog.names(like: target))
                    ?? NearestName.of(source, among: known))
        } else {
            table.refuse(
                table.has("unit") ? "unit" : "sourceUnit",
                "\(TomlText.quoted(source)) cannot be converted to \(TomlText.quoted(target)): "
                    + "name a unit such as "
                    + UnitCatalog.names(like: source).prefix(4).joined(separator: ", ")
                    + ", or give factor and offset",
                suggestion: NearestName.of(target, among: UnitCatalog.names(like: source)))
        }
        return nil
    }

    private static func severities(_ table: TableReader) -> [FindingCode: Severity] {
        var table = table
        var result: [FindingCode: Severity] = [:]
        for code in cellCodes {
            result[code] = table.choice(code.rawValue, Severity.self)
        }
        table.finish()
        return result
    }

    /// The kinds of findings that are about one cell with a readable record around it.
    private static let cellCodes: [FindingCode] = [
        .null, .number, .date, .range, .enumeration, .pattern, .future,
    ]
}
