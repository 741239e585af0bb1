/// By which column a list is sorted, and which way.
package struct SortOrder: Sendable, Hashable {
    /// The column's id.
    package var column: String
    /// True when the largest comes first.
    package var isDescending: Bool

    /// Makes an order.
    package init(column: String, isDescending: Bool) {
        self.column = column
        self.isDescending = isDescending
    }
}
