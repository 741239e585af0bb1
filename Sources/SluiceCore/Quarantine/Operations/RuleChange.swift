/// A new limit of a numeric field of a dataset.
package struct RuleChange: Sendable, Hashable {
    /// The canonical name of the field.
    package var field: String
    /// The smallest value allowed; nil for none.
    package var minimum: Double?
    /// The largest value allowed; nil for none.
    package var maximum: Double?

    /// Makes a change; both limits are those in force afterwards.
    package init(field: String, minimum: Double?, maximum: Double?) {
        self.field = field
        self.minimum = minimum
        self.maximum = maximum
    }
}
