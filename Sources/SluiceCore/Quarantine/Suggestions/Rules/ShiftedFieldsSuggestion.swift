/// Cells that stand one column too far right or left, because a cell was lost or slipped in.
///
/// With one cell more than the header has, an empty one behind all others, which then suit their columns. With one cell more or
/// less otherwise, the only place where taking one out, or putting an empty one in, lets all others suit their columns; where
/// there are several such places, the only empty cell among them; else, or where a number may have been split at its comma, only
/// a person can tell. With as many cells as the header has, the text where a number is expected and numbers from there on that
/// suit the columns beside them but not all their own; or an empty cell at the end, where all from the only such place on suit
/// the columns behind them but not their own.
package enum ShiftedFieldsSuggestion: SuggestionRule {
    package static let name = "shiftedFields"

    package static func suggestion(from evidence: SuggestionEvidence) -> Suggestion? {
        if evidence.code == .fields { return wrongCount(evidence) }
        guard [.number, .date, .null, .enumeration, .pattern, .range].contains(evidence.code),
            let column = evidence.column, evidence.columns.count > column + 2
        else { return nil }
        return tooFarRight(evidence, column) ?? tooFarLeft(evidence, column)
    }

    private static func tooFarRight(
        _ evidence: SuggestionEvidence, _ column: Int
    ) -> Suggestion? {
        guard evidence.code != .range else { return nil }
        let fields = fields(evidence)
        // One cell slipped in at or before the column: what belongs there stands one further right.
        let fitting = evidence.records.count { record in
            record.cells.count == fields.count
                && !isNumber(record.cells[column], fields[column])
                && (column..<fields.count - 1).allSatisfy {
                    suits(record.cells[$0 + 1], fields[$0])
                }
                // A value that is only missing leaves all others where they belong.
                && !(column + 1..<fields.count).allSatisfy { suits(record.cells[$0], fields[$0]) }
        }
        guard SuggestionEvidence.isMostly(fitting, of: evidence.records.count),
            let lost = evidence.columns.last
        else { return nil }
        let said = "the cells from \(evidence.columns[column]) on stand one column too far right"
        guard fields.last??.constraints.isRequired != true else {
            return Suggestion("\(said), and \(lost), which is required, is lost", repairs: [])
        }
        return Suggestion(
            said,
            repairs: [
                FieldRepair(field: evidence.columns[column], change: .removal),
                FieldRepair(field: lost, change: .insertion),
            ])
    }

    /// A cell was lost at or before the column, and an empty one has come behind all others.
    private static func tooFarLeft(
        _ evidence: SuggestionEvidence, _ column: Int
    ) -> Suggestion? {
        let fields = fields(evidence)
        let records = evidence.records.filter { record in
            record.cells.count == fields.count
                && record.cells.last.map(TextCheck.trimmed)?.isEmpty == true
                // One cell that is wrong or missing leaves all others where they belong.
                && (column..<fields.count).count { !suits(record.cells[$0], fields[$0]) } > 1
        }
        guard SuggestionEvidence.isMostly(records.count, of: evidence.records.count) else {
            return nil
        }
        let places = (0...column).filter { place in
            let fitting = records.count { record in
                (place + 1..<fields.count).allSatisfy {
                    suits(record.cells[$0 - 1], fields[$0])
                }
            }
            return SuggestionEvidence.isMostly(fitting, of: records.count)
        }
        guard let place = places.first, let last = evidence.columns.last else { return nil }
        let names = places.map { evidence.columns[$0] }
        guard places.count == 1 else {
            return Suggestion(
                "the cells from one of \(names.joined(separator: ", ")) on stand one column too far"
                    + " left", repairs: [])
        }
        let said = "the cells from \(names[0]) on stand one column too far left"
        guard fields[place]?.constraints.isRequired != true else {
            return Suggestion("\(said), and \(names[0]), which is required, is lost", repairs: [])
        }
        return Suggestion(
            said,
            repairs: [
                FieldRepair(field: last, change: .removal),
                FieldRepair(field: names[0], change: .insertion),
            ])
    }

    /// Records of which most have one cell more, or most one less, than the header.
    private static func wrongCount(_ evidence: SuggestionEvidence) -> Suggestion? {
        let expected = evidence.columns.count
        let surplus = evidence.records.filter { $0.cells.count == expected + 1 }
        let short = evidence.records.filter { $0.cells.count == expected - 1 }
        let isSurplus = surplus.count >= short.count
        let records = isSurplus ? surplus : short
        guard !records.isEmpty else { return nil }
        let fields = fields(evidence)
        let said =
            "one cell too \(isSurplus ? "many" : "few") in \(records.count) of "
            + "\(evidence.records.count) records"
        let trailing = records.count { record in
            isSurplus && record.cells.last.map(TextCheck.trimmed)?.isEmpty == true
                && zip(record.cells, fields).allSatisfy { suits($0, $1) }
        }
        if SuggestionEvidence.isMostly(trailing, of: records.count) {
            return Suggestion(
                "\(said): an empty one at the end",
                repairs: [FieldRepair(field: FieldRepair.extraCell, change: .removal)])
        }
        let decimals = (0..<(isSurplus ? expected : 0)).filter { place in
            let fitting = records.count { holdsDecimals($0.cells, at: place, fields) }
            return SuggestionEvidence.isMostly(fitting, of: records.count)
        }
        guard decimals.isEmpty else {
            let names = decimals.map { evidence.columns[$0] }.joined(separator: " or ")
            return Suggestion(
                "\(said): perhaps the decimals of \(names), behind a comma without quotes",
                repairs: [])
        }
        let isTime = timeCheck(evidence)
        let places = (0..<expected + (isSurplus ? 1 : 0)).filter { place in
            let fitting = records.count { record in
                var cells = record.cells
                if isSurplus { cells.remove(at: place) } else { cells.insert([], at: place) }
                return zip(cells, fields).allSatisfy { suits($0, $1) } && isTime(cells)
            }
            return SuggestionEvidence.isMostly(fitting, of: records.count)
        }
        // An empty cell is more likely to have slipped in than one with a text.
        let empty = (isSurplus ? places : []).filter { place in
            let blank = records.count { TextCheck.trimmed($0.cells[place]).isEmpty }
            return SuggestionEvidence.isMostly(blank, of: records.count)
        }
        // Of neighbours it does not matter which is taken out.
        if places.count > 1, let first = empty.first, first < expected,
            empty == Array(first..<first + empty.count)
        {
            let column = evidence.columns[first]
            return Suggestion(
                "\(said): the empty one that stands at \(column)",
                repairs: [FieldRepair(field: column, change: .removal)])
        }
        guard let place = places.first, places.count == 1 else {
            return Suggestion(said + choice(places, evidence.columns), repairs: [])
        }
        guard place < expected else {
            return Suggestion(
                "\(said): perhaps data, behind the last column",
                repairs: [FieldRepair(field: FieldRepair.extraCell, change: .removal)])
        }
        let column = evidence.columns[place]
        return Suggestion(
            "\(said): the one \(isSurplus ? "that stands at" : "of") \(column)",
            repairs: [FieldRepair(field: column, change: isSurplus ? .removal : .insertion)])
    }

    /// What tells whether cells have a time where it is read from; always true where that is more than one column.
    private static func timeCheck(_ evidence: SuggestionEvidence) -> ([[UInt8]]) -> Bool {
        let source = evidence.dataset.time
        guard source.fields.count == 1,
            let column = evidence.columns.firstIndex(of: source.fields[0])
        else { return { _ in true } }
        let reader = TimeReader(source)
        return { cells in
            let text = TextCheck.trimmed(cells[column])
            return reader.read(text.span, 0..<text.count) != nil
        }
    }

    /// The places that it could be, for a person to choose from; behind the last column there is none that has a name.
    private static func choice(_ places: [Int], _ columns: [String]) -> String {
        let names = places.filter { $0 < columns.count }.map { columns[$0] }
        switch places.count {
        case 0: return ""
        case 2...4 where names.count == places.count:
            return "; it could be that of \(names.joined(separator: " or "))"
        default: return "; it could be any of \(places.count)"
        }
    }

    /// True when a number with decimals may have been split at its comma: put together, all cells suit their columns.
    private static func holdsDecimals(
        _ cells: [[UInt8]], at place: Int, _ fields: [DatasetField?]
    ) -> Bool {
        guard let field = fields[place], field.type == .number,
            isWholeNumber(cells[place], mayBeSigned: true),
            isWholeNumber(cells[place + 1], mayBeSigned: false)
        else { return false }
        var joined = cells
        joined[place] =
            TextCheck.trimmed(cells[place]) + [field.decimalMark]
            + TextCheck.trimmed(joined.remove(at: place + 1))
        return zip(joined, fields).allSatisfy { suits($0, $1) }
    }

    private static func isWholeNumber(_ cell: [UInt8], mayBeSigned: Bool) -> Bool {
        var text = TextCheck.trimmed(cell)[...]
        if mayBeSigned, let first = text.first, first == 0x2B || first == 0x2D {
            text = text.dropFirst()
        }
        return !text.isEmpty && text.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The field of each column; nil for one that the dataset does not know.
    private static func fields(_ evidence: SuggestionEvidence) -> [DatasetField?] {
        evidence.columns.map { name in
            evidence.dataset.effectiveFields.first { $0.name == name }
        }
    }

    /// True when a cell is a number, though perhaps none that a field takes.
    private static func isNumber(_ cell: [UInt8], _ field: DatasetField?) -> Bool {
        guard let field, field.type.isNumeric else { return false }
        let text = TextCheck.trimmed(cell)
        return DecimalNumber.parse(
            text.span, 0..<text.count, decimalMark: field.decimalMark) != nil
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
