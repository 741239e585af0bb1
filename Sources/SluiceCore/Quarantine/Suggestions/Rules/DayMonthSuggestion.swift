/// Dates whose day and month changed places: as they stand the month would be above 12, or the time lies in the future.
///
/// `2024-25-03 08:00:00` is 25 March, and so is `03/25/2024` or `3/25/2024` where `25/03/2024` is expected; `2024-03-25` is
/// good as it is. Days up to 12 cannot be told: they may have been read the other way round.
package enum DayMonthSuggestion: SuggestionRule {
    package static let name = "dayMonth"

    /// Where the three numbers of a date stand.
    private enum Layout: Hashable {
        /// `yyyy-aa-bb`.
        case yearFirst
        /// `aa-bb-yyyy`.
        case yearLast
        /// `a/b/yyyy`, with as many digits as the numbers need.
        case unpadded(UInt8)

        /// What puts the second and the third number in each other's place, or the first two.
        var expression: String {
            switch self {
            case .yearFirst:
                return "substr(v, 1, 5) || substr(v, 9, 2) || substr(v, 8, 1) || substr(v, 6, 2) "
                    + "|| substr(v, 11)"
            case .yearLast:
                return "substr(v, 4, 2) || substr(v, 3, 1) || substr(v, 1, 2) || substr(v, 6)"
            case .unpadded(let byte):
                let mark = SuggestionText.quoted(String(UnicodeScalar(byte)))
                let rest = "substr(v, instr(v, \(mark)) + 1)"
                let first = "substr(v, 1, instr(v, \(mark)) - 1)"
                let second = "substr(\(rest), 1, instr(\(rest), \(mark)) - 1)"
                return
                    "\(second) || \(mark) || \(first) || substr(\(rest), instr(\(rest), \(mark)))"
            }
        }
    }

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        guard evidence.code == .date || evidence.code == .future, let field = evidence.field else {
            return nil
        }
        let cells = evidence.cells.map(\.text)
        let layouts = cells.map { layout(of: $0) }
        guard let place = layouts.firstIndex(where: { $0 != nil }), let first = layouts[place]
        else { return nil }
        // Numbers without leading zeros are sometimes as long as those with them.
        let unpadded = layouts.first { if case .unpadded? = $0 { true } else { false } } ?? nil
        let common = unpadded ?? first
        let fitting = layouts.count { $0 == common || unpadded != nil && $0 == .yearLast }
        guard SuggestionEvidence.isMostly(fitting, of: cells.count) else { return nil }
        return Suggestion(
            "day and month have changed places: \(String(decoding: cells[place], as: UTF8.self))"
                + "; days up to 12 of the same files may have been read the other way round",
            repairs: [FieldRepair(field: field.name, change: .expression(common.expression))])
    }

    /// How a date is laid out; nil for another layout, or when its numbers can be no day and month whichever way they stand.
    private static func layout(of text: [UInt8]) -> Layout? {
        let digits: ClosedRange<UInt8> = 48...57
        guard let mark = text.prefix(5).first(where: { "-/.".utf8.contains($0) }) else {
            return nil
        }
        let parts = text.prefix(10).split(separator: mark, omittingEmptySubsequences: false)
            .prefix(3).map { part in part.prefix { digits.contains($0) } }
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 3 else { return nil }
        let days = 1...31
        if parts.map(\.count) == [4, 2, 2] {
            return days.contains(numbers[1]) && (1...12).contains(numbers[2]) ? .yearFirst : nil
        }
        guard parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2,
            days.contains(numbers[0]), days.contains(numbers[1])
        else { return nil }
        return parts[0].count == 2 && parts[1].count == 2 ? .yearLast : .unpadded(mark)
    }
}
