/// Cells that stand one column too far right or left: a cell was lost or slipped in, and the record still has as many as it should.
///
/// The text of a place where a number is expected, and numbers from there on that suit the columns beside them.
package enum ShiftedFieldsSuggestion: SuggestionRule {
    package static let name = "shiftedFields"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        if evidence.code == .fields { return wrongCount(evidence) }
        guard [.number, .date, .null, .enumeration, .pattern].contains(evidence.code),
            let column = evidence.column, evidence.columns.count > column + 2
        else { return nil }
        let fields = evidence.columns.map { name in
            evidence.dataset.effectiveFields.first { $0.name == name }
        }
        let records = evidence.records.filter { $0.cells.count == evidence.columns.count }
        // One cell slipped in at or before the column: what belongs there stands one further right.
        let fitting = records.count { record in
            (column..<fields.count - 1).allSatisfy { suits(record.cells[$0 + 1], fields[$0]) }
        }
        guard SuggestionEvidence.isMostly(fitting, of: evidence.records.count) else { return nil }
        var repairs = (column..<evidence.columns.count - 1).map { index in
            FieldRepair(
                field: evidence.columns[index],
                change: .expression(SuggestionText.name(evidence.columns[index + 1])))
        }
        repairs.append(
            FieldRepair(field: evidence.columns[evidence.columns.count - 1], change: .value("")))
        return Suggestion(
            "the cells from \(evidence.columns[column]) on stand one column too far right",
            repairs: repairs)
    }

    private static func wrongCount(_ evidence: SuggestionEvidence) -> Suggestion? {
        let counts = Set(evidence.records.map(\.cells.count))
        guard counts.count == 1, let count = counts.first, count > 0 else { return nil }
        let expected = evidence.columns.count
        guard abs(count - expected) == 1 else { return nil }
        let fields = evidence.columns.map { name in
            evidence.dataset.effectiveFields.first { $0.name == name }
        }
        let cells = evidence.records[0].cells
        let step = count - expected
        let start = (0..<expected).first { !suits(cells[min($0, count - 1)], fields[$0]) }
        let place = start.map { "; the cells fit up to \(evidence.columns[$0])" } ?? ""
        return Suggestion(
            "one field \(step > 0 ? "more" : "less") than the header has\(place)", repairs: [])
    }

    /// True when a cell could be one of a field, as far as its kind and range say.
    private static func suits(_ cell: [UInt8], _ field: DatasetField?) -> Bool {
        guard let field else { return true }
        let text = TextCheck.trimmed(cell)
        if text.isEmpty { return !field.constraints.isRequired }
        guard field.type.isNumeric else { return true }
        guard
            let number = DecimalNumber.parse(
                text.span, 0..<text.count, decimalMark: field.decimalMark)
        else { return false }
        let stored = field.conversion?(number) ?? number
        return stored >= field.constraints.minimum ?? -.infinity
            && stored <= field.constraints.maximum ?? .infinity
    }
}
