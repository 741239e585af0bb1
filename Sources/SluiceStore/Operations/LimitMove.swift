internal import SluiceCore

/// The range of a field before a change of its limits and after it; without a limit it is infinite.
struct LimitMove {
    /// The field.
    let field: DatasetField
    /// The smallest and the largest value before.
    let old: (minimum: Double, maximum: Double)
    /// The same afterwards.
    let new: (minimum: Double, maximum: Double)

    /// The move of a change; nil when values out of range do not hold records, or the dataset has no such field.
    init?(_ change: RuleChange, from dataset: Dataset) {
        guard let field = dataset.field(named: change.field),
            field.severity(of: .range) == .reject
        else { return nil }
        self.field = field
        old = (
            field.constraints.minimum ?? -.infinity, field.constraints.maximum ?? .infinity
        )
        new = (change.minimum ?? -.infinity, change.maximum ?? .infinity)
    }

    /// True for a value that was in range and is not any more: one that was stored out of range says nothing about the change.
    func rejects(_ value: Double) -> Bool {
        value >= old.minimum && value <= old.maximum
            && (value < new.minimum || value > new.maximum)
    }
}
