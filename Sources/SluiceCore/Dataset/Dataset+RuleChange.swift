/// Why limits cannot be changed as asked.
package struct RuleChangeProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what was probably meant.
    package let description: String
}

extension Dataset {
    /// The dataset with other limits of some fields. Throws when a field is not known, is no number, or the limits contradict.
    package func applying(_ changes: [RuleChange]) throws(RuleChangeProblem) -> Dataset {
        var result = self
        for change in changes {
            guard let index = fields.firstIndex(where: { $0.name == change.field }) else {
                let nearest = NearestName.of(change.field, among: fields.map(\.name))
                throw RuleChangeProblem(
                    description: "\(name) has no field \(change.field)"
                        + (nearest.map { ": did you mean \($0)?" } ?? ""))
            }
            guard fields[index].type.isNumeric, !isTimeOrLocation(fields[index]) else {
                throw RuleChangeProblem(
                    description: "\(change.field) is no number: it has no limits")
            }
            guard change.minimum?.isFinite ?? true, change.maximum?.isFinite ?? true,
                (change.minimum ?? -.infinity) <= (change.maximum ?? .infinity)
            else {
                throw RuleChangeProblem(
                    description: "the smallest value of \(change.field) is above the largest")
            }
            result.fields[index].constraints.minimum = change.minimum
            result.fields[index].constraints.maximum = change.maximum
        }
        return result
    }
}
