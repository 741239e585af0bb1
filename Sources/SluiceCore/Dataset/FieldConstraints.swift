/// What a cell must satisfy beyond its type, in the vocabulary of Frictionless Table Schema.
package struct FieldConstraints: Sendable, Hashable {
    /// True when a record without a value is bad, and a file without the column is rejected.
    package var isRequired: Bool
    /// Smallest accepted number, in the stored unit.
    package var minimum: Double?
    /// Largest accepted number, in the stored unit.
    package var maximum: Double?
    /// The only accepted texts, compared byte for byte after trimming; numbers compare by value. Empty: any.
    package var enumeration: [String]
    /// A regular expression that the whole text must match; nil: any.
    package var pattern: TextPattern?

    /// Makes constraints; without arguments there are none.
    package init(
        isRequired: Bool = false, minimum: Double? = nil, maximum: Double? = nil,
        enumeration: [String] = [], pattern: TextPattern? = nil
    ) {
        self.isRequired = isRequired
        self.minimum = minimum
        self.maximum = maximum
        self.enumeration = enumeration
        self.pattern = pattern
    }
}
