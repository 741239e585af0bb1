internal import SluiceCore

/// The columns of what an operation would do, entry by entry and row by row.
enum OutcomeColumns {
    /// The list, in which entries that are left out are marked.
    static func definition(_ view: OperationView) -> TableDefinition<RecordOutcome> {
        let outcome = TableColumn<RecordOutcome>(
            ColumnLayout("outcome", "outcome", width: 22, mostWidth: 200)
        ) {
            .text(end($0).0.string)
        } field: { row, _ in
            guard !view.leavesOut(row) else {
                return .text("- left as it is", .footerText)
            }
            let (text, role) = end(row)
            return .text(text, role)
        }
        return TableDefinition(columns: columns + [outcome]) { row in
            // A file may have two rows of a line: one that goes, and what is held in its place.
            row.entry.map { .id($0) }
                ?? .name("\(row.fileName) \(row.line ?? 0) \(end(row).0.string)")
        }
    }

    private static let columns: [TableColumn<RecordOutcome>] = [
        TableColumn(ColumnLayout("id", "id", width: 6, mostWidth: 8, alignment: .right, drop: 3)) {
            $0.entry.map { .number(Double($0)) } ?? .none
        } field: { row, _ in
            .text(row.entry.map { SafeText($0) } ?? "-", .footerText)
        },
        TableColumn(ColumnLayout("file", "file", width: 14, mostWidth: 30, cut: .middle, drop: 5)) {
            .text($0.fileName)
        } field: { row, _ in
            .text(Sanitiser.safe(row.fileName))
        },
        TableColumn(
            ColumnLayout("line", "line", width: 6, mostWidth: 8, alignment: .right, drop: 4)
        ) {
            $0.line.map { .number(Double($0)) } ?? .none
        } field: { row, _ in
            .text(row.line.map { NumberText.grouped($0) } ?? "-")
        },
        TableColumn(ColumnLayout("field", "field", width: 10, mostWidth: 20, drop: 2)) {
            .text($0.field)
        } field: { row, _ in
            .text(row.field.isEmpty ? "(record)" : Sanitiser.safe(row.field))
        },
        TableColumn(ColumnLayout("before", "before", width: 8, mostWidth: 20)) {
            .bytes($0.before)
        } field: { row, _ in
            .text(ValueText.shown(row.before))
        },
        TableColumn(ColumnLayout("after", "after", width: 8, mostWidth: 20, drop: 1)) {
            .bytes($0.after)
        } field: { row, _ in
            .text(ValueText.shown(row.after), row.after == nil ? .text : .editChanged)
        },
    ]

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
