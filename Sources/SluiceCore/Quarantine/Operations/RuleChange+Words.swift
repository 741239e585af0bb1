/// Limits in words, for the journal, the console and the command line alike.
extension RuleChange {
    /// A limit as it is typed and shown; empty for none.
    package static func text(_ limit: Double?) -> String {
        guard let limit else { return "" }
        return Int(exactly: limit).map { String($0) } ?? String(limit)
    }

    /// Two limits: `-3…5`.
    package static func range(_ minimum: Double?, _ maximum: Double?) -> String {
        "\(text(minimum))…\(text(maximum))"
    }

    /// What it changes of the field of a dataset: `mood_score 0…5 → -3…5`.
    package func words(of dataset: Dataset?) -> String {
        let old = dataset?.field(named: field)?.constraints
        return
            "\(field) \(Self.range(old?.minimum, old?.maximum)) → \(Self.range(minimum, maximum))"
    }
}
