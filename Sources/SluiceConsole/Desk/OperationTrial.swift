internal import SluiceCore

/// An operation that the store tries while its arguments are typed: why it is refused, or what it comes to.
struct OperationTrial {
    /// What is tried.
    let operation: QuarantineOperation

    /// What the store is asked.
    func query(_ state: ConsoleState) -> StationQuery { .preview(state.request(operation)) }

    /// Why it cannot be done, and what to do then; nil where it can be, and while that is not known.
    private func refusal(_ state: ConsoleState) -> SafeText? {
        let reason: SafeText
        switch answer(state) {
        case .failed(let text): reason = Sanitiser.safe(String(text.prefix { $0 != "\n" }))
        case .preview(let report):
            guard case .restore = operation, report.counts.changed == 0,
                let outcome = report.outcomes.first, let entry = outcome.entry,
                case .skipped(let why) = outcome.end
            else { return nil }
            reason = "\(entry): \(data: why)"
        default: return nil
        }
        return switch operation {
        case .undo, .redo, .restore: "\(reason) · J shows the batches"
        default: reason
        }
    }

    /// True where it is refused, and its preview would say no more of that; where a repair is wrong is read there.
    func isRefused(_ state: ConsoleState) -> Bool {
        switch operation {
        case .repair, .renameColumns: false
        default: refusal(state) != nil
        }
    }

    /// Why it cannot be done, or what it comes to; nil while nothing is known.
    func words(_ state: ConsoleState) -> (text: SafeText, role: StyleRole)? {
        if let refusal = refusal(state) { return (refusal, .editBad) }
        guard case .preview(let report)? = answer(state) else { return nil }
        let result: SafeText?
        switch operation {
        case .repair, .renameColumns: result = report.outcomes.first.map(Self.end)
        default:
            let said = OperationWords.said(report.counts) ?? "no record would be changed"
            result =
                report.reversed.map { "\(data: $0.title) by \(data: $0.actor): \(said)" } ?? said
        }
        return result.map { ($0, .footerText) }
    }

    /// What becomes of an entry, behind what its cell would be.
    private static func end(_ outcome: RecordOutcome) -> SafeText {
        let end = OutcomeColumns.end(outcome).0
        return outcome.after.map { "\(ValueText.shown($0)) \(end)" } ?? end
    }

    /// What the store said of just this; nil before it did.
    private func answer(_ state: ConsoleState) -> StationAnswer? {
        guard let asked = state.requests.asked[.prompt], !asked.isOpen,
            asked.query == query(state)
        else { return nil }
        return state.requests.answers[.prompt]
    }
}
