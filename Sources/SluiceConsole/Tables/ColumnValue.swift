/// What a column holds, for sorting and filtering.
package enum ColumnValue: Sendable, Hashable, Comparable {
    /// Nothing; sorted first.
    case none
    /// A number.
    case number(Double)
    /// Text as it stands in the data.
    case text(String)
}
