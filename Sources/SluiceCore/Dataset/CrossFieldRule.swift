/// A condition across the fields of a record, declared under `[[rules]]` of a dataset file; its findings have the code `RULE`.
///
/// It is asked of records whose cells are all good. A condition that is NULL for a record, because a cell has no value, holds;
/// one that cannot be computed does not.
package struct CrossFieldRule: Sendable, Hashable {
    /// Its name, unique in the dataset, as it stands in findings.
    package var name: String
    /// What must not be false.
    package var condition: RowExpression
    /// ``Severity/reject`` or ``Severity/warn``.
    package var severity: Severity
    /// What a finding says; empty for words made of the name.
    package var message: String

    /// Makes a rule.
    package init(
        name: String, condition: RowExpression, severity: Severity = .reject, message: String = ""
    ) {
        self.name = name
        self.condition = condition
        self.severity = severity
        self.message = message
    }

    /// What a finding of it says, without values.
    package var effectiveMessage: String {
        message.isEmpty ? "the rule \(name) does not hold" : message
    }
}
