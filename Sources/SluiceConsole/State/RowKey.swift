/// What a row is known by across refreshes, so that the cursor and the marks stay with it.
package enum RowKey: Sendable, Hashable {
    /// An id of the store or the log.
    case id(Int64)
    /// A name, where there is no id.
    case name(String)
}
