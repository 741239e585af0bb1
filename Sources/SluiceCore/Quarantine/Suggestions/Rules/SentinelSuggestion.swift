/// The same value again and again where there is none: a device's way to say that nothing was measured.
///
/// `-999` in three records, or any one text in ten; the cell is to be empty, where the field need not have a value.
package enum SentinelSuggestion: SuggestionRule {
    package static let name = "sentinel"

    private static let usual: Set<Double> = [
        -1, -9, -99, -999, -9999, -99999, 999, 9999, 99999, -999.9, 999.9, -888, -8888, -273.15,
        85, 127, 65535, 32767, -32768, 1e20, -1e20,
    ]
    private static let words: Set<String> = [
        "na", "n/a", "nan", "null", "none", "nil", "-", "--", "?", "missing", "error", "err", "inf",
        "-inf",
    ]

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard let (field, text, count) = sentinel(in: evidence) else { return nil }
        let shown = String(decoding: text, as: UTF8.self)
        let said =
            "\(shown) stands for no value: \(count) of \(evidence.cells.count) records have it"
        guard !field.constraints.isRequired else {
            return Suggestion("\(said), but \(field.name) is required", repairs: [])
        }
        return Suggestion(said, repairs: [repair(of: field, text)])
    }

    package static func repairElsewhere(from evidence: SuggestionEvidence) -> FieldRepair? {
        guard let (field, text, _) = sentinel(in: evidence), !field.constraints.isRequired else {
            return nil
        }
        return repair(of: field, text)
    }

    /// Empties the cells that have the text, and no others: a group may have some, and records that lack the fault.
    private static func repair(of field: DatasetField, _ text: [UInt8]) -> FieldRepair {
        let number = DecimalNumber.parse(text.span, 0..<text.count, decimalMark: field.decimalMark)
        let value =
            number.map(SuggestionText.literal)
            ?? SuggestionText.quoted(String(decoding: text, as: UTF8.self))
        return FieldRepair(field: field.name, change: .expression("iif(v = \(value), '', v)"))
    }

    /// The text that stands for no value, and how many cells have it.
    private static func sentinel(
        in evidence: SuggestionEvidence
    ) -> (field: DatasetField, text: [UInt8], count: Int)? {
        guard evidence.code == .range || evidence.code == .number, let field = evidence.field,
            !evidence.dataset.isTimeOrLocation(field)
        else { return nil }
        let cells = evidence.cells.map(\.text)
        var counts: [[UInt8]: Int] = [:]
        for cell in cells { counts[cell, default: 0] += 1 }
        guard
            let (text, count) = counts.max(by: { left, right in
                (left.value, right.key.count) < (right.value, left.key.count)
            }), !text.isEmpty, text.count <= 20, SuggestionEvidence.isMostly(count, of: cells.count)
        else { return nil }
        let isUsual: Bool
        if let number = DecimalNumber.parse(text.span, 0..<text.count) {
            isUsual = usual.contains(number)
        } else {
            isUsual = words.contains(String(decoding: text, as: UTF8.self).lowercased())
        }
        return isUsual || count >= 10 ? (field, text, count) : nil
    }
}
