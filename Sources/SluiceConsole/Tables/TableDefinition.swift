package import SluiceCore

/// A list of rows the console has: its columns, and how a row is known.
package struct TableDefinition<Row: Sendable>: Sendable {
    /// Its columns, in their order.
    package let columns: [TableColumn<Row>]
    /// How a row is known.
    package let key: @Sendable (Row) -> RowKey

    /// Makes a definition.
    package init(columns: [TableColumn<Row>], key: @escaping @Sendable (Row) -> RowKey) {
        self.columns = columns
        self.key = key
    }

    /// The definition with one of its columns at least so wide.
    package func widening(_ id: String, to width: Int) -> TableDefinition {
        TableDefinition(
            columns: columns.map { column in
                guard column.layout.id == id, column.layout.width < width else { return column }
                return TableColumn(
                    column.layout.widened(to: width), value: column.value, field: column.field)
            }, key: key)
    }

    /// The rows the filter lets through, in the list's order. Linear, n log n where they are sorted.
    package func arranged(_ rows: [Row], _ list: ListState, _ state: ConsoleState) -> [Row] {
        let shown = list.filter.isEmpty ? rows : rows.filter { admits($0, list.filter, state) }
        guard let sort = list.sort else { return shown }
        if sort.isOfSource { return shown.reversed() }
        guard let column = columns.first(where: { $0.layout.id == sort.column }) else {
            return shown
        }
        let keyed = shown.enumerated().map { (value: column.value($0.element), place: $0.offset) }
        let order = keyed.sorted { left, right in
            if left.value == right.value { return left.place < right.place }
            return sort.isDescending ? right.value < left.value : left.value < right.value
        }
        return order.map { shown[$0.place] }
    }

    /// The table of some rows, filtered and sorted as the list says, without the columns it hides.
    package func table(_ rows: [Row], _ list: ListState, _ state: ConsoleState) -> Table {
        let shown = arranged(rows, list, state)
        let visible = columns.filter { !list.hiddenColumns.contains($0.layout.id) }
        return Table(
            columns: visible.map(\.layout), keys: RowKeys(shown, by: key), total: rows.count,
            value: { row, column in visible[column].value(shown[row]) },
            field: { row, column in visible[column].field(shown[row], state) })
    }

    /// A page of rows that the store has filtered and sorted, without the columns the list hides.
    package func table(
        page rows: [Row], offset: Int, count: Int, anchor: (key: RowKey, position: Int)?,
        _ list: ListState, _ state: ConsoleState
    ) -> Table {
        let visible = columns.filter { !list.hiddenColumns.contains($0.layout.id) }
        return Table(
            columns: visible.map(\.layout), keys: RowKeys(rows, by: key), offset: offset,
            count: count, anchor: anchor,
            value: { row, column in visible[column].value(rows[row]) },
            field: { row, column in visible[column].field(rows[row], state) })
    }

    /// True when all terms of a filter hold for a row: numbers for what a column holds, words for that and what it shows.
    package func admits(
        _ row: Row, _ filter: FilterExpression, _ state: ConsoleState
    ) -> Bool {
        filter.terms.allSatisfy { term in
            let holds = columns.contains { column in
                guard term.isAbout(column.layout.id) ?? true else { return false }
                if term.test.holds(for: column.value(row)) { return true }
                guard case .contains = term.test, let text = column.field(row, state).text
                else { return false }
                return term.test.holds(for: .text(text.string))
            }
            return holds != term.isNegated
        }
    }
}
