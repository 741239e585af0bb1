/// Asks the cross-field rules of a dataset about records of one file.
///
/// Holds what computes the conditions, which belongs to one thread: each plan has its own.
struct CrossFieldCheck {
    /// Where the value of a field comes from.
    private enum Source {
        /// A cell of the row.
        case slot(Int)
        /// The text of a column of the file.
        case column(Int)
        /// The file has no column for it.
        case absent
    }

    /// Where the value of a field stands in a record that the fast path has read.
    private enum PlainSource {
        /// A double in a cell of the row.
        case number(slot: Int)
        /// A whole number in a cell of the row.
        case integer(slot: Int)
        /// The text of a column of the file.
        case text(column: Int)
    }

    /// Where the values of a plain record come from that some rule may read; all others are given as missing.
    private let read: [(value: Int, source: PlainSource)]
    private let rules: [(rule: CrossFieldRule, evaluation: RowExpression.Evaluation)]
    private let sources: [Source]

    /// Makes the rules of a dataset ready, once a file and thread. `columns` are those of the file in order.
    init(_ dataset: Dataset, columns: [ColumnPlan]) {
        read = dataset.rules.isEmpty ? [] : Self.plainSources(dataset, columns)
        rules = dataset.rules.map { ($0, $0.condition.evaluation()) }
        sources =
            dataset.rules.isEmpty
            ? []
            : dataset.effectiveFields.map { field in
                guard let column = columns.first(where: { $0.field.name == field.name }) else {
                    return .absent
                }
                return column.slot.map { .slot($0) } ?? .column(column.column)
            }
    }

    /// Those of fields whose names occur in the text of a rule: what a rule does not name it cannot read.
    private static func plainSources(
        _ dataset: Dataset, _ columns: [ColumnPlan]
    ) -> [(value: Int, source: PlainSource)] {
        let texts = dataset.rules.map { $0.condition.text.lowercased() }
        return dataset.effectiveFields.enumerated().compactMap { index, field in
            let names = ExpressionField(field).names.map { $0.lowercased() }
            guard let column = columns.first(where: { $0.field.name == field.name }),
                names.contains(where: { name in texts.contains { $0.contains(name) } })
            else { return nil }
            switch (column.slot, field.storedKind) {
            case (let slot?, .real): return (index, .number(slot: slot))
            case (let slot?, .integer): return (index, .integer(slot: slot))
            default: return (index, .text(column: column.column))
            }
        }
    }

    /// True when there is no rule.
    var isEmpty: Bool { rules.isEmpty }

    /// Room for the values of a record, for ``passes(_:_:cells:nulls:values:)``.
    var missingValues: [CellValue] { Array(repeating: .missing, count: sources.count) }

    /// True when a record that the fast path has read breaks no rule, as far as all can be computed.
    func passes(
        _ bytes: borrowing Span<UInt8>, _ layout: borrowing RecordLayout, cells: [UInt64],
        nulls: [UInt64], values: inout [CellValue]
    ) -> Bool {
        for (value, source) in read {
            switch source {
            case .number(let slot):
                let isNull = nulls[slot / 64] >> UInt64(slot % 64) & 1 == 1
                values[value] = isNull ? .missing : .number(Double(bitPattern: cells[slot]))
            case .integer(let slot):
                let isNull = nulls[slot / 64] >> UInt64(slot % 64) & 1 == 1
                values[value] = isNull ? .missing : .integer(Int64(bitPattern: cells[slot]))
            case .text(let column):
                var text: [UInt8] = []
                for index in layout.range(column) { text.append(bytes[index]) }
                text = TextCheck.trimmed(text)
                values[value] = text.isEmpty ? .missing : .text(text)
            }
        }
        return rules.allSatisfy { _, evaluation in
            switch evaluation(values) {
            case .failed: false
            case let outcome: !outcome.isFalse
            }
        }
    }

    /// The findings about a record whose cells are good, with what the dataset wants done about each.
    func flaws(of row: RowValues, cells: [[UInt8]]) -> [CatalogJudge.SoftFlaw] {
        guard !rules.isEmpty else { return [] }
        let values = sources.map { source -> CellValue in
            switch source {
            case .slot(let slot): return row.cells[slot]
            case .column(let column):
                let text = TextCheck.trimmed(cells[column])
                return text.isEmpty ? .missing : .text(text)
            case .absent: return .missing
            }
        }
        return rules.compactMap { rule, evaluation in
            let message: String
            switch evaluation(values) {
            case .failed(let reason): message = "the rule cannot be computed: \(reason)"
            case let outcome where outcome.isFalse: message = rule.effectiveMessage
            case .value: return nil
            }
            return CatalogJudge.SoftFlaw(
                severity: rule.severity,
                finding: Finding(.rule, rule: rule.name, message: message))
        }
    }
}
