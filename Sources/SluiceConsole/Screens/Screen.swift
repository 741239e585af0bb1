/// A drill-down above the main screen; what its list and its chart remember is kept beside it.
package enum Screen: Sendable, Hashable {
    /// A file of the ledger.
    case file(Int64)
}
