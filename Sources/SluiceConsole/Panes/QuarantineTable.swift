package import SluiceCore

/// The list of held records, wherever it is shown: its columns, and what of it is asked from the store.
package enum QuarantineTable {
    /// How far the store's pages are apart; a page reaches from one such step above the first row on the screen to four
    /// below it, so that scrolling seldom waits.
    private static let step = 100
    /// The longest list that is at hand as a whole, wherever it is scrolled to: it is copied, exported and marked whole.
    private static let wholeRows = 5 * step

    /// What is asked for a list as the operator left it.
    package static func query(
        _ list: ListState, of view: HeldView? = nil
    ) -> QuarantineQuery {
        var query = QuarantineQuery()
        query.filter.terms = (view?.filter.terms ?? []) + list.filter.terms
        query.fileID = view?.fileID
        query.group = view?.group
        if list.sort?.isOfSource == true {
            query.isDescending.toggle()
        } else if let sort = list.sort, let column = QuarantineQuery.Column(rawValue: sort.column) {
            query.sort = column
            query.isDescending = sort.isDescending
        }
        query.offset = list.top < wholeRows ? 0 : (list.top / step - 1) * step
        query.limit = wholeRows + step
        if case .id(let id)? = list.selection { query.anchor = id }
        return query
    }

    /// The table of a page that was answered to a place.
    package static func table(
        _ page: QuarantinePage, for slot: ViewSlot, _ state: ConsoleState,
        _ definition: TableDefinition<QuarantinePage.Row> = definition
    ) -> Table {
        var anchor: (key: RowKey, position: Int)?
        if case .quarantine(let query)? = state.requests.asked[slot]?.query, let id = query.anchor,
            let position = page.anchor
        {
            anchor = (.id(id), position)
        }
        // Commands take ids: they are never cut. By index, because a loop over rows copies each, which was half the cost of a key.
        let longest = page.rows.indices.reduce(0) { max($0, page.rows[$1].id) }
        return definition.widening("id", to: String(longest).count).table(
            page: page.rows, offset: page.offset, count: page.matches, anchor: anchor,
            state.list(slot), state)
    }

    /// Those of some rows with the reason, and the column, of the row the cursor is on.
    package static func alike(_ rows: [QuarantinePage.Row], _ list: ListState) -> [RowKey] {
        guard case .id(let id)? = list.selection,
            let chosen = rows.first(where: { $0.id == id })?.finding
        else { return [] }
        return
            rows
            .filter { $0.finding.code == chosen.code && $0.finding.columnName == chosen.columnName }
            .map { .id($0.id) }
    }

    /// The columns of a pane.
    package static let definition = definition(isWide: false)
    /// The columns of a drill-down, which has the whole width; some may be left out.
    static func wide(without hidden: Set<String> = []) -> TableDefinition<QuarantinePage.Row> {
        let all = definition(isWide: true)
        return TableDefinition(
            columns: all.columns.filter { !hidden.contains($0.layout.id) }, key: all.key)
    }

    private static func layout(
        _ column: QuarantineQuery.Column, width: Int, mostWidth: Int? = nil,
        alignment: Canvas.Alignment = .left, cut: Canvas.Cut = .end, drop: Int = 0,
        givesWay: Bool = false
    ) -> ColumnLayout {
        ColumnLayout(
            column.rawValue, "\(data: column.title)", width: width, mostWidth: mostWidth,
            alignment: alignment, cut: cut, drop: drop, givesWay: givesWay)
    }

    /// The columns; all have the names by which the store sorts and filters.
    private static func definition(isWide: Bool) -> TableDefinition<QuarantinePage.Row> {
        TableDefinition(
            columns: [
                TableColumn(layout(.id, width: 5, alignment: .right)) {
                    .number(Double($0.id))
                } field: { row, _ in
                    .text("\(row.id)", row.findingCount > 1 ? .levelWarn : .text)
                },
                TableColumn(
                    layout(
                        .file, width: 15, mostWidth: isWide ? 44 : 24, cut: .middle,
                        drop: 5)
                ) {
                    .text($0.fileName)
                } field: { row, _ in
                    .text(Sanitiser.safe(row.fileName))
                },
                TableColumn(
                    layout(
                        .line, width: 5, mostWidth: isWide ? 9 : 6, alignment: .right,
                        drop: 6)
                ) {
                    $0.line.map { .number(Double($0)) } ?? .none
                } field: { row, _ in
                    .text(row.line.map { "\($0)" } ?? "-")
                },
                TableColumn(
                    layout(.field, width: 11, mostWidth: 20).whole(in: isWide ? 20 : 11)
                ) {
                    .text($0.finding.subject)
                } field: { row, _ in
                    .text(row.field)
                },
                TableColumn(
                    layout(.value, width: 9, mostWidth: isWide ? 30 : 14, drop: 1)
                        .whole(in: isWide ? 10 : 9)
                ) {
                    .bytes($0.finding.value)
                } field: { row, _ in
                    .text(ValueText.shown(row.finding.value))
                },
                TableColumn(
                    layout(.reason, width: 8, mostWidth: 9).whole(in: isWide ? 9 : 8)
                ) {
                    .text($0.finding.code.rawValue)
                } field: { row, _ in
                    let more = row.findingCount - 1
                    let name = row.finding.code.name
                    return .text(isWide && more > 0 ? "\(name) +\(more)" : name, .levelWarn)
                },
                TableColumn(
                    layout(
                        .why, width: isWide ? 20 : 32, mostWidth: 200, drop: 7)
                ) {
                    .text($0.finding.message)
                } field: { row, _ in
                    .text(Sanitiser.safe(row.finding.message))
                },
                TableColumn(layout(.location, width: 9, mostWidth: 10, drop: 8)) {
                    $0.location.map { .text($0) } ?? .none
                } field: { row, _ in
                    .text(row.location.map { Sanitiser.safe($0) } ?? "-")
                },
                TableColumn(
                    layout(
                        .since, width: isWide ? 19 : 8, drop: 9, givesWay: isWide)
                ) {
                    .moment($0.quarantinedMicroseconds)
                } field: { row, state in
                    let since = row.quarantinedMicroseconds
                    return .text(
                        isWide
                            ? ClockText.full(since, zone: state.zone)
                            : ClockText.arrival(since, of: state))
                },
            ],
            key: { .id($0.id) })
    }
}

extension QuarantinePage.Row {
    /// The column the first finding is about, or what it is about instead.
    package var field: SafeText {
        guard finding.subject.isEmpty else { return Sanitiser.safe(finding.subject) }
        return line == nil ? "(file)" : "(record)"
    }
}
