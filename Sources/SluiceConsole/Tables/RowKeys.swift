/// The keys of the rows of a list, each made when it is asked for: a list is looked at far more often than all its keys are.
package struct RowKeys: RandomAccessCollection, Sendable {
    /// How many rows there are.
    package let count: Int
    private let key: @Sendable (Int) -> RowKey

    /// The keys of some rows.
    package init<Row: Sendable>(_ rows: [Row], by key: @escaping @Sendable (Row) -> RowKey) {
        count = rows.count
        self.key = { key(rows[$0]) }
    }

    /// Always 0.
    package var startIndex: Int { 0 }
    /// The number of rows.
    package var endIndex: Int { count }

    /// The key of a row by its place.
    package subscript(place: Int) -> RowKey { key(place) }
}
