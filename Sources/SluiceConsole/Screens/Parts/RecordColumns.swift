internal import SluiceCore

/// A row of a list that tells of a record and of a cell of it before and after.
protocol RecordListed: Sendable {
    /// The quarantine entry; nil for a stored row.
    var entry: Int64? { get }
    /// The name of the file; empty when it is not known.
    var fileName: String { get }
    /// The line the record starts on; nil when it is about the file.
    var line: Int? { get }
    /// The field the change is about; empty when it is about the record.
    var field: String { get }
    /// The cell as it was.
    var before: [UInt8]? { get }
    /// The cell as it is.
    var after: [UInt8]? { get }
}

extension RecordOutcome: RecordListed {}
extension BatchLine: RecordListed {}

/// The columns that lists of records and their changes begin with.
enum RecordColumns {
    /// Number, file, line, field, and the cell before and after, which take at most `mostWidth` columns each.
    static func all<Row: RecordListed>(
        of row: Row.Type, noFile: SafeText, noField: SafeText, mostWidth: Int
    ) -> [TableColumn<Row>] {
        [
            TableColumn(
                ColumnLayout("id", "id", width: 6, mostWidth: 8, alignment: .right, drop: 3)
            ) {
                $0.entry.map { .number(Double($0)) } ?? .none
            } field: { row, _ in
                .text(row.entry.map { SafeText($0) } ?? "-", .footerText)
            },
            TableColumn(
                ColumnLayout("file", "file", width: 14, mostWidth: 44, cut: .middle, drop: 5)
            ) {
                .text($0.fileName)
            } field: { row, _ in
                .text(row.fileName.isEmpty ? noFile : Sanitiser.safe(row.fileName))
            },
            TableColumn(
                ColumnLayout("line", "line", width: 6, mostWidth: 8, alignment: .right, drop: 4)
            ) {
                $0.line.map { .number(Double($0)) } ?? .none
            } field: { row, _ in
                .text(row.line.map { NumberText.grouped($0) } ?? "-")
            },
            TableColumn(
                ColumnLayout("field", "field", width: 10, mostWidth: 20, drop: 2).whole(in: 20)
            ) {
                .text($0.field)
            } field: { row, _ in
                .text(row.field.isEmpty ? noField : Sanitiser.safe(row.field))
            },
            TableColumn(ColumnLayout("before", "before", width: 8, mostWidth: mostWidth)) {
                .bytes($0.before)
            } field: { row, _ in
                .text(ValueText.shown(row.before))
            },
            TableColumn(ColumnLayout("after", "after", width: 8, mostWidth: mostWidth, drop: 1)) {
                .bytes($0.after)
            } field: { row, _ in
                .text(ValueText.shown(row.after), row.after == nil ? .text : .editChanged)
            },
        ]
    }
}
