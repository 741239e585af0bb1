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
        guard isUsual || count >= 10 else { return nil }
        let shown = String(decoding: text, as: UTF8.self)
        let said = "\(shown) stands for no value: \(count) of \(cells.count) records have it"
        guard !field.constraints.isRequired else {
            return Suggestion("\(said), but \(field.name) is required", repairs: [])
        }
        return Suggestion(said, repairs: [FieldRepair(field: field.name, change: .value(""))])
    }
}
