internal import SluiceCore

/// What `[policy]` of a dataset file says.
struct DatasetPolicy {
    /// What is done with a record whose key was seen before.
    var duplicates = DuplicatePolicy.keep
    /// Which later files take the place of earlier ones; nil when none does.
    var supersession: SupersessionPolicy?
    /// How far a time may lie ahead of the clock, in seconds; nil means any.
    var futureToleranceSeconds: Int64?

    /// Reads the table; without one the defaults hold.
    init(_ table: TableReader?) {
        guard var table else { return }
        duplicates = table.choice("duplicateKey", DuplicatePolicy.self) ?? .keep
        let marks = table.texts("revisionMarks")
        switch table.choice("supersede", Supersede.self) {
        case .sameName: supersession = SupersessionPolicy(revisionMarks: marks ?? [])
        case .never, nil:
            if marks != nil {
                table.refuse(
                    "revisionMarks", "policy.revisionMarks needs policy.supersede = \"sameName\"")
            }
        }
        if table.has("futureTolerance") {
            let duration =
                switch table.value("futureTolerance")?.content {
                case .string(let text): DurationText.parse(text)
                case .integer(let number): DurationText.seconds(Double(number))
                default: nil as Duration?
                }
            if let duration, duration.components.attoseconds == 0 {
                futureToleranceSeconds = duration.components.seconds
            } else {
                table.refuse(
                    "futureTolerance",
                    "policy.futureTolerance must be a duration of whole seconds such as \"5min\"")
            }
        }
        table.onlySupported("extraFields", .string("ignore"), shown: "\"ignore\"")
        table.finish()
    }

    /// The values of `policy.supersede`.
    private enum Supersede: String, CaseIterable {
        case never
        case sameName
    }
}
