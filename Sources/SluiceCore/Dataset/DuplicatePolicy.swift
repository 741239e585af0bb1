/// What is done with a record whose key was seen before; the raw values are those of a dataset file.
package enum DuplicatePolicy: String, Sendable, Hashable, CaseIterable {
    /// Keys are not looked at.
    case keep
    /// The later record is held with the code `DUPLICATE`.
    case quarantine
    /// The later record is counted as discarded and not stored.
    case skip
    /// The later record takes the place of the earlier one.
    case replace
}
