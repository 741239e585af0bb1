internal import SluiceCore

/// The columns of what an operation would do, entry by entry and row by row.
enum OutcomeColumns {
    /// The list, in which entries that are left out are marked.
    static func definition(_ view: OperationView) -> TableDefinition<RecordOutcome> {
        let outcome = TableColumn<RecordOutcome>(
            ColumnLayout("outcome", "outcome", width: 22, mostWidth: 200).whole(in: 40)
        ) {
            .text(end($0).0.string)
        } field: { row, _ in
            guard !view.leavesOut(row) else {
                return .text("- left as it is", .footerText)
            }
            let (text, role) = end(row)
            return .text(text, role)
        }
        let columns = RecordColumns.all(
            of: RecordOutcome.self, noFile: "", noField: "(record)", mostWidth: 20)
        return TableDefinition(columns: columns + [outcome]) { row in
            // A file may have two rows of a line: one that goes, and what is held in its place.
            row.entry.map { .id($0) }
                ?? .name("\(row.fileName) \(row.line ?? 0) \(end(row).0.string)")
        }
    }

    /// What becomes of an entry or a row, as a sign and words.
    static func end(_ row: RecordOutcome) -> (SafeText, StyleRole) {
        switch row.end {
        case .stored where row.isFile: return ("✓ taken", .levelOK)
        case .stored:
            guard let overridden = row.overriddenWords else { return ("✓ stored", .levelOK) }
            return (
                "✓ stored over \(data: overridden)",
                row.isStoredDuplicate ? .levelWarn : .levelOK
            )
        case .stillInvalid(let findings):
            guard let first = findings.first else { return ("✗ still invalid", .levelError) }
            let field: SafeText =
                first.columnName.map { $0 == row.field ? "" : "\(data: $0) " } ?? ""
            // A value that was only tried is in no column.
            let tried: SafeText =
                row.after == nil && row.before != nil && first.value != row.before
                ? ": \(ValueText.shown(first.value))" : ""
            return (
                "✗ \(rewritten(row))\(data: first.code.rawValue) \(field)\(data: first.message)\(tried)",
                .levelError
            )
        case .duplicate(_, let place):
            return ("= \(rewritten(row))duplicate of \(data: place)", .levelWarn)
        case .discarded: return ("✓ discarded", .levelOK)
        case .held: return ("✓ held", .levelOK)
        case .superseded: return ("✓ held no more", .levelOK)
        case .rowAdded: return ("+ row added", .levelOK)
        case .rowChanged: return ("~ row changed", .levelOK)
        case .rowRemoved: return ("- row removed", .levelWarn)
        case .skipped(let reason): return ("- \(data: reason)", .footerText)
        }
    }

    private static func rewritten(_ row: RecordOutcome) -> SafeText {
        row.isRewritten ? "rewritten: " : ""
    }
}
