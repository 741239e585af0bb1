internal import SluiceCore

/// A suggestion in facts: how many records it would free and the key that shows that, then what it looks like, which may be cut.
enum SuggestionFacts {
    /// Why a group has no suggestion that many larger ones come before.
    static let left: SafeText =
        "hints are for the \(QuarantineGroup.examinedLimit) largest groups: filter the quarantine, or Enter and f for this one"

    /// The facts of a group's suggestion; that none is evident, or why none was looked for, when it has none.
    static func of(_ group: QuarantineGroup) -> [FactLine.Fact?] {
        switch group.examination {
        case .done, .trying: break
        case .awaited: return [("… not looked for yet", .stale)]
        case .left: return [(left, .footerText)]
        }
        guard let suggestion = group.suggestion else {
            return [("nothing is evident", .footerText)]
        }
        return of(suggestion, in: group.count)
    }

    /// The facts of a suggestion for so many records, of which it was tried on some.
    static func of(_ suggestion: Suggestion, in count: Int = 1) -> [FactLine.Fact?] {
        let freed = suggestion.freed(of: count)
        let counted: SafeText =
            "\(NumberText.grouped(suggestion.frees)) of \(NumberText.grouped(suggestion.of))"
        let tried: SafeText =
            freed.isEstimate
            ? "frees about \(NumberText.grouped(freed.count)), \(counted) tried"
            : "frees \(counted)"
        return [
            suggestion.of > 0 ? (tried, suggestion.frees > 0 ? .levelOK : .levelWarn) : nil,
            suggestion.isApplicable ? ("F", .footerKey) : nil,
            (Sanitiser.safe(suggestion.text, limit: 300), .levelInfo),
        ]
    }
}
