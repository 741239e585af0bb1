internal import SluiceCore

/// The columns of what a batch touched.
enum BatchColumns {
    /// The list, a line of the journal in each row.
    static let definition = TableDefinition<BatchLine>(
        columns: RecordColumns.all(
            of: BatchLine.self, noFile: "-", noField: "-", mostWidth: 24) + [
                TableColumn(ColumnLayout("outcome", "outcome", width: 18, mostWidth: 200)) {
                    .text($0.outcome)
                } field: { line, _ in
                    .text(Sanitiser.safe(line.outcome))
                }
            ],
        key: { .id($0.id) })
}
