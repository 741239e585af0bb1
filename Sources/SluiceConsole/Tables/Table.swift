/// A list as it is moved through and drawn, whatever its rows are: those that are at hand, of all that there are.
package struct Table: Sendable {
    /// Its columns.
    package let columns: [ColumnLayout]
    /// The keys of the rows at hand.
    package let keys: [RowKey]
    /// The position of the first row at hand; 0 unless the store pages.
    package let offset: Int
    /// How many rows the filter lets through.
    package let count: Int
    /// How many there are without the filter; nil when it is not known.
    package let total: Int?
    /// What is drawn of a row at hand, by its place among these, in a column.
    package let field: @Sendable (_ row: Int, _ column: Int) -> Field

    /// Makes a table.
    package init(
        columns: [ColumnLayout], keys: [RowKey], offset: Int = 0, count: Int? = nil,
        total: Int? = nil, field: @escaping @Sendable (_ row: Int, _ column: Int) -> Field
    ) {
        self.columns = columns
        self.keys = keys
        self.offset = offset
        self.count = count ?? keys.count
        self.total = total
        self.field = field
    }

    /// The position of a row; nil when it is not at hand.
    package func index(of key: RowKey) -> Int? { keys.firstIndex(of: key).map { $0 + offset } }

    /// The key of the row at a position; nil when it is not at hand.
    package func key(at position: Int) -> RowKey? {
        keys.indices.contains(position - offset) ? keys[position - offset] : nil
    }
}
