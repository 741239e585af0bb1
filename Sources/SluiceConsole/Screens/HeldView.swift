package import SluiceCore

/// Which quarantine entries a list shows, of all that are held.
package struct HeldView: Sendable, Hashable {
    /// What it is called in the first row.
    package var title: String
    /// What the entries must match, before what the operator types in the list.
    package var filter = FilterExpression()
    /// Entries of this file only; nil for all.
    package var fileID: Int64?
    /// Entries of this group only; nil for all.
    package var group: QuarantineGroup.Key?
    /// What all of them look like; nil when nothing is evident.
    package var suggestion: Suggestion?

    /// Everything that is held.
    package init(title: String) { self.title = title }
}
