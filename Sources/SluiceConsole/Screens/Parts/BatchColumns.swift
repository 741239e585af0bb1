internal import SluiceCore

/// The columns of what a batch touched.
enum BatchColumns {
    /// The list, a line of the journal in each row.
    static let definition = TableDefinition<BatchLine>(
        columns: [
            TableColumn(
                ColumnLayout("id", "id", width: 6, mostWidth: 8, alignment: .right, drop: 3)
            ) {
                $0.entry.map { .number(Double($0)) } ?? .none
            } field: { line, _ in
                .text(line.entry.map { SafeText($0) } ?? "-", .footerText)
            },
            TableColumn(
                ColumnLayout("file", "file", width: 14, mostWidth: 30, cut: .middle, drop: 5)
            ) {
                .text($0.fileName)
            } field: { line, _ in
                .text(line.fileName.isEmpty ? "-" : Sanitiser.safe(line.fileName))
            },
            TableColumn(
                ColumnLayout("line", "line", width: 6, mostWidth: 8, alignment: .right, drop: 4)
            ) {
                $0.line.map { .number(Double($0)) } ?? .none
            } field: { line, _ in
                .text(line.line.map { NumberText.grouped($0) } ?? "-")
            },
            TableColumn(ColumnLayout("field", "field", width: 10, mostWidth: 20, drop: 2)) {
                .text($0.field)
            } field: { line, _ in
                .text(line.field.isEmpty ? "-" : Sanitiser.safe(line.field))
            },
            TableColumn(ColumnLayout("before", "before", width: 8, mostWidth: 24)) {
                .bytes($0.before)
            } field: { line, _ in
                .text(ValueText.shown(line.before))
            },
            TableColumn(ColumnLayout("after", "after", width: 8, mostWidth: 24, drop: 1)) {
                .bytes($0.after)
            } field: { line, _ in
                .text(ValueText.shown(line.after), line.after == nil ? .text : .editChanged)
            },
            TableColumn(ColumnLayout("outcome", "outcome", width: 18, mostWidth: 200)) {
                .text($0.outcome)
            } field: { line, _ in
                .text(Sanitiser.safe(line.outcome))
            },
        ],
        key: { .id($0.id) })
}
