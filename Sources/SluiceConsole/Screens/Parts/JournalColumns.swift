internal import SluiceCore

/// The columns of the journal.
enum JournalColumns {
    /// The list; all have the names by which the store filters.
    static let definition = TableDefinition<JournalEntry>(
        columns: [
            column(.batch, width: 6, mostWidth: 8, alignment: .right) {
                .number(Double($0.batch))
            } field: { entry, _ in
                .text(SafeText(entry.batch), .footerText)
            },
            column(.when, width: 19, drop: 3) {
                .moment($0.microseconds)
            } field: { entry, state in
                .text(ClockText.full(entry.microseconds, zone: state.zone))
            },
            column(.action, width: 12, mostWidth: 18) {
                .text($0.title)
            } field: { entry, _ in
                .text(
                    Sanitiser.safe(entry.title), entry.undoneBy == nil ? .text : .footerText)
            },
            column(.count, width: 6, mostWidth: 9, alignment: .right) {
                .number(Double($0.count))
            } field: { entry, _ in
                .text(NumberText.grouped(entry.count))
            },
            column(.actor, width: 8, mostWidth: 16, drop: 4) {
                .text($0.actor)
            } field: { entry, _ in
                .text(Sanitiser.safe(entry.actor))
            },
            column(.file, width: 10, mostWidth: 24, drop: 6) {
                .text($0.fileName)
            } field: { entry, _ in
                .text(entry.fileName.isEmpty ? "-" : Sanitiser.safe(entry.fileName))
            },
            column(.dataset, width: 10, mostWidth: 16, drop: 5) {
                .text($0.dataset)
            } field: { entry, _ in
                .text(entry.dataset.isEmpty ? "-" : Sanitiser.safe(entry.dataset))
            },
            column(.undone, width: 10, mostWidth: 14, drop: 1) {
                .text($0.standing)
            } field: { entry, _ in
                let standing = standing(entry)
                return .text(standing.text, standing.role)
            },
            column(.reason, width: 10, mostWidth: 200, drop: 2) {
                $0.reason.map { .text($0) } ?? .none
            } field: { entry, _ in
                .text(entry.reason.map { Sanitiser.safe($0, limit: 256) } ?? "-")
            },
        ],
        key: { .id($0.id) })

    /// Whether it still stands, as a sign and a word.
    static func standing(_ entry: JournalEntry) -> (text: SafeText, role: StyleRole) {
        entry.undoneBy == nil ? ("✓ stands", .levelOK) : ("- undone", .footerText)
    }

    private static func column(
        _ column: JournalEntry.Column, width: Int, mostWidth: Int? = nil,
        alignment: Canvas.Alignment = .left, drop: Int = 0,
        value: @escaping @Sendable (JournalEntry) -> ColumnValue,
        field: @escaping @Sendable (JournalEntry, ConsoleState) -> Field
    ) -> TableColumn<JournalEntry> {
        TableColumn(
            ColumnLayout(
                column.rawValue, "\(data: column.title)", width: width, mostWidth: mostWidth,
                alignment: alignment, drop: drop, isSortable: false),
            value: value, field: field)
    }
}
