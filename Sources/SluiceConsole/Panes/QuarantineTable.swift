package import SluiceCore

/// The list of held records, wherever it is shown: its columns, and what of it is asked from the store.
package enum QuarantineTable {
    /// How far the store's pages are apart; a page reaches from one such step above the first row on the screen to three
    /// below it, so that scrolling seldom waits.
    private static let step = 100

    /// What is asked for a list as the operator left it.
    package static func query(
        _ list: ListState, file: Int64? = nil, group: QuarantineGroup.Key? = nil
    ) -> QuarantineQuery {
        var query = QuarantineQuery()
        query.filter = list.filter
        query.fileID = file
        query.group = group
        if let sort = list.sort, let column = QuarantineQuery.Column(rawValue: sort.column) {
            query.sort = column
            query.isDescending = sort.isDescending
        }
        query.offset = max(0, (list.top / step - 1) * step)
        query.limit = 5 * step
        if case .id(let id)? = list.selection { query.anchor = id }
        return query
    }

    /// The table of a page that was answered to a place.
    package static func table(
        _ page: QuarantinePage, for slot: ViewSlot, _ state: ConsoleState
    ) -> Table {
        var anchor: (key: RowKey, position: Int)?
        if case .quarantine(let query)? = state.requests.asked[slot]?.query, let id = query.anchor,
            let position = page.anchor
        {
            anchor = (.id(id), position)
        }
        return definition.table(
            page: page.rows, offset: page.offset, count: page.matches, anchor: anchor,
            state.list(slot), state)
    }

    /// The rows of a page with the reason, and the column, of the row the cursor is on.
    package static func alike(_ page: QuarantinePage, _ list: ListState) -> [RowKey] {
        guard case .id(let id)? = list.selection,
            let chosen = page.rows.first(where: { $0.id == id })?.finding
        else { return [] }
        return page.rows
            .filter { $0.finding.code == chosen.code && $0.finding.columnName == chosen.columnName }
            .map { .id($0.id) }
    }

    /// The columns; those it can be sorted by have the names of ``QuarantineQuery/Column``.
    package static let definition = TableDefinition<QuarantinePage.Row>(
        columns: [
            column("id", "id", width: 5, alignment: .right) { row, _ in
                .text("\(row.id)", row.findingCount > 1 ? .levelWarn : .text)
            },
            column("file", "file", width: 15, mostWidth: 16, drop: 5) { row, _ in
                .text(Sanitiser.safe(row.fileName))
            },
            column("line", "line", width: 5, mostWidth: 6, alignment: .right, drop: 6) { row, _ in
                .text(row.line.map { "\($0)" } ?? "-")
            },
            column("field", "field", width: 12, mostWidth: 20) { row, _ in
                .text(row.field)
            },
            column("value", "value", width: 10, mostWidth: 14, drop: 1) { row, _ in
                .text(ValueText.shown(row.finding.value))
            },
            column("reason", "reason", width: 6, mostWidth: 9) { row, _ in
                .text(row.finding.code.name, .levelWarn)
            },
            column("why", "why", width: 12, mostWidth: 50, drop: 4, isSortable: false) { row, _ in
                .text(Sanitiser.safe(row.finding.message))
            },
            column("loc", "loc", width: 9, mostWidth: 10, drop: 7) { row, _ in
                .text(row.location.map { Sanitiser.safe($0) } ?? "-")
            },
            column("time", "since", width: 8, drop: 8) { row, state in
                .text(ClockText.time(row.quarantinedMicroseconds, zone: state.zone))
            },
        ],
        key: { .id($0.id) })

    private static func column(
        _ id: String, _ title: SafeText, width: Int, mostWidth: Int? = nil,
        alignment: Canvas.Alignment = .left, drop: Int = 0, isSortable: Bool = true,
        field: @escaping @Sendable (QuarantinePage.Row, ConsoleState) -> Field
    ) -> TableColumn<QuarantinePage.Row> {
        TableColumn(
            ColumnLayout(
                id, title, width: width, mostWidth: mostWidth, alignment: alignment, drop: drop,
                isSortable: isSortable),
            value: { _ in .none }, field: field)
    }
}

extension QuarantinePage.Row {
    /// The column the first finding is about, or what it is about instead.
    package var field: SafeText {
        finding.columnName.map { Sanitiser.safe($0) } ?? (line == nil ? "(file)" : "(record)")
    }
}
