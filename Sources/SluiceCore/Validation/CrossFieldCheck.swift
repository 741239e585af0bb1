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

    private let rules: [(rule: CrossFieldRule, evaluation: RowExpression.Evaluation)]
    private let sources: [Source]

    /// Makes the rules of a dataset ready, once a file and thread. `columns` are those of the file in order.
    init(_ dataset: Dataset, columns: [ColumnPlan]) {
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
