/// Words and SQL that suggestions are made of.
enum SuggestionText {
    /// A number with at most two digits behind the point, for reading.
    static func number(_ value: Double) -> String {
        let hundredths = (value * 100).rounded()
        guard abs(hundredths) < 1e15, let whole = Int64(exactly: hundredths) else {
            return "\(value)"
        }
        let sign = whole < 0 ? "-" : ""
        let (integer, rest) = abs(whole).quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(sign)\(integer)" }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
        return "\(sign)\(integer).\(digits)"
    }

    /// What a number of a file is stored as, where that is another one: `, stored as 21.18`; the stored values beside it are in that unit.
    static func stored(_ value: Double, as field: DatasetField) -> String {
        field.conversion.map { ", stored as \(number($0(value)))" } ?? ""
    }

    /// The stored values that something lies near: `, where 104 has 12.1…24`; empty without any.
    static func near(_ known: SuggestionEvidence.Neighbours?) -> String {
        guard let known else { return "" }
        return ", where \(known.location ?? "the dataset") has "
            + "\(number(known.statistics.minimum))…\(number(known.statistics.maximum))"
    }

    /// Names for reading, the first two where there are more than three: `a, b and 3 more`.
    static func list(_ names: [String]) -> String {
        let shown = names.count > 3 ? names.prefix(2) + ["\(names.count - 2) more"] : names[...]
        guard let last = shown.last, shown.count > 1 else { return names.joined() }
        return "\(shown.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// A number as SQL, and as a repair writes it.
    static func literal(_ value: Double) -> String {
        Int64(exactly: value).flatMap { abs(value) < 1e15 ? "\($0)" : nil } ?? "\(value)"
    }

    /// A text as SQL.
    static func quoted(_ text: String) -> String { quoted(text, "'") }

    /// The name of a field as SQL, in double quotes unless it is plain.
    static func name(_ field: String) -> String {
        let isPlain = field.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
        }
        return isPlain && field.utf8.first.map { $0 > 57 } == true ? field : quoted(field, "\"")
    }

    private static func quoted(_ text: String, _ mark: String) -> String {
        mark
            + text.split(separator: mark, omittingEmptySubsequences: false)
            .joined(separator: mark + mark) + mark
    }
}
