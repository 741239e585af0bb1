/// Dates whose day and month changed places: as they stand the month would be above 12, or the time lies in the future.
///
/// `2024-25-03 08:00:00` is 25 March; `2024-03-25` is good as it is.
package enum DayMonthSuggestion: SuggestionRule {
    package static let name = "dayMonth"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .date || evidence.code == .future, let field = evidence.field else {
            return nil
        }
        let cells = evidence.cells.map(\.text)
        let isYearFirst = cells.map { yearIsFirst(in: $0) }
        guard let place = isYearFirst.firstIndex(where: { $0 != nil }),
            let first = isYearFirst[place],
            SuggestionEvidence.isMostly(isYearFirst.count { $0 == first }, of: cells.count)
        else { return nil }
        let expression =
            first
            ? "substr(v, 1, 5) || substr(v, 9, 2) || substr(v, 8, 1) || substr(v, 6, 2) || substr(v, 11)"
            : "substr(v, 4, 2) || substr(v, 3, 1) || substr(v, 1, 2) || substr(v, 6)"
        return Suggestion(
            "day and month have changed places: \(String(decoding: cells[place], as: UTF8.self))",
            repairs: [FieldRepair(field: field.name, change: .expression(expression))])
    }

    /// True for `yyyy-aa-bb…`, false for `aa-bb-yyyy…`, whatever the separator; nil for another layout, or when both can be months
    /// only as they stand.
    private static func yearIsFirst(in text: [UInt8]) -> Bool? {
        func number(_ range: Range<Int>) -> Int? {
            guard text.count >= range.upperBound else { return nil }
            return Int(String(decoding: text[range], as: UTF8.self))
        }
        func isSeparator(_ index: Int) -> Bool {
            index < text.count && "-/.".utf8.contains(text[index])
        }
        if isSeparator(4), isSeparator(7), number(0..<4) != nil, let day = number(5..<7),
            let month = number(8..<10)
        {
            return (1...31).contains(day) && (1...12).contains(month) ? true : nil
        }
        if isSeparator(2), isSeparator(5), let day = number(0..<2), let month = number(3..<5),
            number(6..<10) != nil
        {
            return (1...31).contains(day) && (1...31).contains(month) ? false : nil
        }
        return nil
    }
}
