package import SluiceCore

/// Limits an operator tries on a dataset, not in force before they are applied.
package struct RuleDraft: Sendable, Hashable {
    /// The fields with other limits than those in force, in the order in which they were changed.
    package private(set) var changes: [RuleChange] = []
    /// The field whose limits are looked at, changed or not; nil when none are.
    package var field: String?

    /// Nothing changed.
    package init() {}

    /// The limits of a field that are tried; nil when it has those in force.
    package func change(of field: String) -> RuleChange? { changes.first { $0.field == field } }

    /// Tries limits; those in force are no change.
    package mutating func set(_ change: RuleChange, inForce limits: RulesPage.Limits) {
        let isChange = change.minimum != limits.minimum || change.maximum != limits.maximum
        if let index = changes.firstIndex(where: { $0.field == change.field }) {
            if isChange { changes[index] = change } else { changes.remove(at: index) }
        } else if isChange {
            changes.append(change)
        }
    }
}
