/// A field that an SQL expression may read: what it is called there and how its cells are given.
package struct ExpressionField: Sendable, Hashable {
    /// The names it goes by, the canonical one first; compared without regard to the case of ASCII letters.
    package var names: [String]
    /// True when a cell that is a number is given as one; a field of texts gives texts whatever they look like.
    package var isNumeric: Bool

    /// Makes a field.
    package init(_ names: [String], isNumeric: Bool) {
        self.names = names
        self.isNumeric = isNumeric
    }

    /// A field of a dataset, by its name and by that of its stored column.
    package init(_ field: DatasetField) {
        names = field.name == field.storedName ? [field.name] : [field.name, field.storedName]
        isNumeric = field.type.isNumeric || field.type == .boolean
    }
}

extension Dataset {
    /// What rules and repairs may read: its fields in order, then those that only time and location name.
    package var expressionFields: [ExpressionField] { effectiveFields.map { ExpressionField($0) } }
}
