/// What a column holds, for sorting and filtering.
package enum ColumnValue: Sendable, Hashable, Comparable {
    /// Nothing; sorted first.
    case none
    /// Where it stands among others, such as a moment in microseconds; nothing an operator would compare a number with.
    case order(Int64)
    /// A number.
    case number(Double)
    /// Text as it stands in the data.
    case text(String)
}
