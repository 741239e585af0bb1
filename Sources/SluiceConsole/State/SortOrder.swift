/// By which column a list is sorted, and which way.
package struct SortOrder: Sendable, Hashable {
    /// The column's id.
    package var column: String
    /// True when the largest comes first.
    package var isDescending: Bool

    /// The order of the source the other way round; that order itself is none.
    package static let reversedSource = SortOrder(column: "", isDescending: true)

    /// True for the order of the source the other way round, which is no column's.
    package var isOfSource: Bool { column.isEmpty }

    /// An order, nil for that of the source, the other way round.
    package static func reversed(_ order: SortOrder?) -> SortOrder? {
        guard var order else { return reversedSource }
        guard !order.isOfSource else { return nil }
        order.isDescending.toggle()
        return order
    }

    /// Makes an order.
    package init(column: String, isDescending: Bool) {
        self.column = column
        self.isDescending = isDescending
    }
}
