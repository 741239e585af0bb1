/// A number with its unit behind it: the unit is taken away and, where it is another one of the same kind, converted.
///
/// `23.5C` is 23.5 in a field of degrees Celsius, `74.3 °F` is 23.5 there; `12 of 20` is nothing.
package enum UnitSuffixSuggestion: SuggestionRule {
    package static let name = "unitSuffix"

    private static let spellings: [String: String] = [
        "C": "degC", "°C": "degC", "F": "degF", "°F": "degF", "℃": "degC", "℉": "degF",
        "dB": "dB", "db": "dB", "dBA": "dB", "lux": "lx", "LUX": "lx", "hrs": "h", "hours": "h",
        "pct": "%", "percent": "%",
    ]

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .number, let field = evidence.field, field.type.isNumeric else {
            return nil
        }
        let cells = evidence.cells.map(\.text)
        let suffixes = cells.map { suffix(of: $0, mark: field.decimalMark) }
        guard let place = suffixes.firstIndex(where: { $0 != nil }), let suffix = suffixes[place],
            SuggestionEvidence.isMostly(suffixes.count { $0 == suffix }, of: cells.count)
        else { return nil }
        var repairs = [
            FieldRepair(
                field: field.name,
                change: .expression("trim(replace(v, \(SuggestionText.quoted(suffix)), ''))"))
        ]
        let target = field.sourceUnit.isEmpty ? field.unit : field.sourceUnit
        let unit = spellings[suffix] ?? suffix
        var said =
            "\(String(decoding: cells[place], as: UTF8.self)) has its unit \(suffix) behind it"
        if unit != target, UnitCatalog.conversion(from: unit, to: target) != nil {
            repairs.append(
                FieldRepair(field: field.name, change: .conversion(from: unit, to: target)))
            said += ", converted to \(target)"
        }
        return Suggestion(said, repairs: repairs)
    }

    /// What stands behind the number of a text; nil when the text does not begin with one, or has digits again behind it.
    private static func suffix(of text: [UInt8], mark: UInt8) -> String? {
        let digits: Set<UInt8> = Set(UInt8(ascii: "0")...UInt8(ascii: "9"))
        guard text.count <= 40, let last = text.lastIndex(where: digits.contains) else {
            return nil
        }
        let number = Array(text[...last])
        let rest = TextCheck.trimmed(Array(text[(last + 1)...]))
        guard !rest.isEmpty, !rest.contains(mark),
            DecimalNumber.parse(number.span, 0..<number.count, decimalMark: mark) != nil
        else { return nil }
        return String(validating: rest, as: UTF8.self)
    }
}
