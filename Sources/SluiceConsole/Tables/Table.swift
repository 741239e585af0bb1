package import SluiceCore

/// A list as it is moved through and drawn, whatever its rows are: those that are at hand, of all that there are.
package struct Table: Sendable {
    /// Its columns.
    package let columns: [ColumnLayout]
    /// The keys of the rows at hand.
    package let keys: RowKeys
    /// The position of the first row at hand; 0 unless the store pages.
    package let offset: Int
    /// How many rows the filter lets through.
    package let count: Int
    /// How many there are without the filter; nil when it is not known.
    package let total: Int?
    /// What is drawn of a row at hand, by its place among these, in a column.
    package let field: @Sendable (_ row: Int, _ column: Int) -> Field
    /// What a column holds of a row at hand.
    package let value: @Sendable (_ row: Int, _ column: Int) -> ColumnValue
    /// The position of a row that need not be at hand, as the store found it; nil when it was not asked.
    package let anchor: (key: RowKey, position: Int)?

    /// Makes a table.
    package init(
        columns: [ColumnLayout], keys: RowKeys, offset: Int = 0, count: Int? = nil,
        total: Int? = nil, anchor: (key: RowKey, position: Int)? = nil,
        value: @escaping @Sendable (_ row: Int, _ column: Int) -> ColumnValue = { _, _ in .none },
        field: @escaping @Sendable (_ row: Int, _ column: Int) -> Field
    ) {
        self.columns = columns
        self.keys = keys
        self.offset = offset
        self.count = count ?? keys.count
        self.total = total
        self.anchor = anchor
        self.value = value
        self.field = field
    }

    /// The table with another title above one of its columns.
    package func titling(_ id: String, _ title: SafeText) -> Table {
        changing(id) { $0.titled(title) }
    }

    /// The table with one of its columns laid out in another way.
    func changing(_ id: String, _ change: (ColumnLayout) -> ColumnLayout) -> Table {
        Table(
            columns: columns.map { $0.id == id ? change($0) : $0 }, keys: keys,
            offset: offset, count: count, total: total, anchor: anchor, value: value, field: field)
    }

    /// The position of a row; nil when it is neither at hand nor known from the store.
    package func index(of key: RowKey) -> Int? {
        if let place = keys.firstIndex(of: key) { return place + offset }
        return anchor?.key == key ? anchor?.position : nil
    }

    /// The key of the row at a position; nil when it is not at hand.
    package func key(at position: Int) -> RowKey? {
        keys.indices.contains(position - offset) ? keys[position - offset] : nil
    }
}
