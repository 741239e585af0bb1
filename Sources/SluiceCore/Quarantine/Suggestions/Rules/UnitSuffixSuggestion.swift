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
        fault(in: evidence).map { fault in
            var repairs = [
                FieldRepair(field: fault.field, change: .expression(fault.removal))
            ]
            var said = "\(fault.example) has its unit \(fault.suffix) behind it"
            if let conversion = fault.conversion {
                repairs.append(FieldRepair(field: fault.field, change: conversion.change))
                said += ", converted to \(conversion.target)"
            }
            return Suggestion(said, repairs: repairs)
        }
    }

    /// None where the number is to be converted: that would change good ones, too.
    package static func repairElsewhere(from evidence: SuggestionEvidence) -> FieldRepair? {
        guard let fault = fault(in: evidence), fault.conversion == nil else { return nil }
        let end = "substr(v, -\(fault.suffix.unicodeScalars.count))"
        let isWrong = "\(end) = \(SuggestionText.quoted(fault.suffix))"
        return FieldRepair(
            field: fault.field, change: .expression("iif(\(isWrong), \(fault.removal), v)"))
    }

    private struct Fault {
        let field: String
        /// A cell with its unit.
        let example: String
        let suffix: String
        /// What makes of the number in its unit one in that of the field; nil where it is that.
        var conversion: (change: FieldRepair.Change, target: String)?
        /// The expression that takes the unit away.
        var removal: String { "trim(replace(v, \(SuggestionText.quoted(suffix)), ''))" }
    }

    private static func fault(in evidence: SuggestionEvidence) -> Fault? {
        guard evidence.code == .number, let field = evidence.field, field.type.isNumeric else {
            return nil
        }
        let cells = evidence.cells.map(\.text)
        let suffixes = cells.map { suffix(of: $0, mark: field.decimalMark) }
        guard let place = suffixes.firstIndex(where: { $0 != nil }), let suffix = suffixes[place],
            SuggestionEvidence.isMostly(suffixes.count { $0 == suffix }, of: cells.count)
        else { return nil }
        var fault = Fault(
            field: field.name, example: String(decoding: cells[place], as: UTF8.self),
            suffix: suffix)
        let target = field.sourceUnit.isEmpty ? field.unit : field.sourceUnit
        let unit = spellings[suffix] ?? suffix
        if unit != target, UnitCatalog.conversion(from: unit, to: target) != nil {
            fault.conversion = (.conversion(from: unit, to: target), target)
        }
        return fault
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
