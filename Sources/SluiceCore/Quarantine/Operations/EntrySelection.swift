/// Which quarantine entries an operation touches.
package enum EntrySelection: Sendable, Hashable {
    /// These, by their ids; those that are not in the state the operation needs are left out and counted.
    case entries([Int64])
    /// All that a query's filter, file and group let through; its order and its page are ignored.
    case matching(QuarantineQuery)
}
