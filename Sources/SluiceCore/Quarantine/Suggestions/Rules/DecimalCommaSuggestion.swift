/// A comma where the decimal point should be, or a point where the dataset expects a comma; also behind groups of thousands.
///
/// `21,5` is 21.5 and `1.021,5` is 1021.5; `1,021,500` is neither.
package enum DecimalCommaSuggestion: SuggestionRule {
    package static let name = "decimalComma"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        fault(in: evidence).map { fault in
            Suggestion(
                "decimal \(fault.isComma ? "comma" : "point"): \(fault.example)",
                repairs: [FieldRepair(field: fault.field, change: .expression(fault.repair))])
        }
    }

    package static func repairElsewhere(from evidence: SuggestionEvidence) -> FieldRepair? {
        fault(in: evidence).map { fault in
            // Where numbers have commas, SQL is given the good ones with a point.
            let isWrong = fault.isComma ? "instr(v, ',')" : "typeof(v) = 'text' AND instr(v, '.')"
            return FieldRepair(
                field: fault.field, change: .expression("iif(\(isWrong), \(fault.repair), v)"))
        }
    }

    private struct Fault {
        let field: String
        /// True for a comma in place of a point.
        let isComma: Bool
        /// A cell and its number.
        let example: String
        /// The expression that puts the right mark in its place.
        let repair: String
    }

    private static func fault(in evidence: SuggestionEvidence) -> Fault? {
        guard evidence.code == .number, let field = evidence.field, field.type.isNumeric else {
            return nil
        }
        let mark = field.decimalMark
        let isComma = mark != UInt8(ascii: ",")
        let wrong = UInt8(ascii: isComma ? "," : ".")
        let cells = evidence.cells.map(\.text)
        let isGrouped = cells.contains { $0.contains(mark) }
        let numbers = cells.map { number($0, wrong: wrong, mark: mark) }
        guard let place = numbers.firstIndex(where: { $0 != nil }), let first = numbers[place],
            SuggestionEvidence.isMostly(numbers.count { $0 != nil }, of: cells.count)
        else { return nil }
        let (from, to) = isComma ? ("','", "'.'") : ("'.'", "','")
        let plain = isGrouped ? "replace(v, \(to), '')" : "v"
        return Fault(
            field: field.name, isComma: isComma,
            example: String(decoding: cells[place], as: UTF8.self)
                + " is \(SuggestionText.number(first))",
            repair: "replace(\(plain), \(from), \(to))")
    }

    /// The number of a text with one wrong mark, behind any number of groups parted by the right one.
    private static func number(_ text: [UInt8], wrong: UInt8, mark: UInt8) -> Double? {
        guard text.count <= 40, text.count(where: { $0 == wrong }) == 1,
            let place = text.firstIndex(of: wrong),
            text[(place + 1)...].allSatisfy({ $0 != mark })
        else { return nil }
        let plain = text.filter { $0 != mark }
        return DecimalNumber.parse(plain.span, 0..<plain.count, decimalMark: wrong)
    }
}
