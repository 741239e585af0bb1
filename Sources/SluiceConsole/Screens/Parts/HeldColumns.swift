internal import SluiceCore

/// The columns of quarantine entries in drill-downs.
enum HeldColumns {
    /// The list without the columns named.
    static func definition(without hidden: Set<String> = []) -> TableDefinition<QuarantinePage.Row>
    {
        TableDefinition(columns: columns.filter { !hidden.contains($0.layout.id) }) { .id($0.id) }
    }

    private static let columns: [TableColumn<QuarantinePage.Row>] = [
        TableColumn(ColumnLayout("id", "id", width: 5, mostWidth: 7, alignment: .right, drop: 4)) {
            .number(Double($0.id))
        } field: { row, _ in
            .text(SafeText(row.id), .footerText)
        },
        TableColumn(ColumnLayout("file", "file", width: 14, mostWidth: 30, drop: 6)) {
            .text($0.fileName)
        } field: { row, _ in
            .text(Sanitiser.safe(row.fileName))
        },
        TableColumn(
            ColumnLayout("line", "line", width: 5, mostWidth: 8, alignment: .right, drop: 2)
        ) {
            $0.line.map { .number(Double($0)) } ?? .none
        } field: { row, _ in
            .text(row.line.map { NumberText.grouped($0) } ?? "-")
        },
        TableColumn(ColumnLayout("field", "field", width: 12, mostWidth: 20, drop: 3)) {
            .text($0.finding.columnName ?? "")
        } field: { row, _ in
            .text(Sanitiser.safe(row.finding.columnName ?? "-"))
        },
        TableColumn(ColumnLayout("value", "value", width: 10, mostWidth: 30)) {
            $0.finding.value.map { .text(String(decoding: $0, as: UTF8.self)) } ?? .none
        } field: { row, _ in
            .text(ValueText.shown(row.finding.value))
        },
        TableColumn(ColumnLayout("reason", "reason", width: 9, mostWidth: 12)) {
            .text($0.finding.code.rawValue)
        } field: { row, _ in
            .text(reason(row), .levelWarn)
        },
        TableColumn(ColumnLayout("loc", "loc", width: 6, mostWidth: 12, drop: 8)) {
            $0.location.map { .text($0) } ?? .none
        } field: { row, _ in
            .text(Sanitiser.safe(row.location ?? "-"))
        },
        TableColumn(ColumnLayout("time", "held since", width: 19, drop: 9)) {
            .number(Double($0.quarantinedMicroseconds))
        } field: { row, state in
            .text(ClockText.full(row.quarantinedMicroseconds, zone: state.zone))
        },
        TableColumn(ColumnLayout("message", "message", width: 18, mostWidth: 200, drop: 7)) {
            .text($0.finding.message)
        } field: { row, _ in
            .text(Sanitiser.safe(row.finding.message))
        },
    ]

    private static func reason(_ row: QuarantinePage.Row) -> SafeText {
        let code = Sanitiser.safe(row.finding.code.rawValue)
        return row.findingCount > 1 ? "\(code) +\(row.findingCount - 1)" : code
    }
}
