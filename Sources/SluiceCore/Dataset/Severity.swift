/// What becomes of a record whose cell breaks a rule; the raw values are those of a dataset file.
package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The record is held in quarantine.
    case reject
    /// The record is stored with NULL in the cell. A required cell is held nevertheless.
    case null
    /// The record is stored with the value as it stands. A cell that has no value of its type is held nevertheless.
    case warn
}
