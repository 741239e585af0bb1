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

    /// Measures by characters: how many lines there are must be known before anything is drawn.
    private static let plain = Medium(characterWidth: { _ in 1 }, glyphs: .unicode)

    /// The suggestion of one record: one line where it fits into so many columns, else what it looks like on lines of its own, as long
    /// as these are at most so many.
    static func lines(
        _ suggestion: Suggestion, width: Int, rows: Int
    ) -> [FactLine] {
        let facts = of(suggestion).compactMap { $0 }
        let line = FactLine("hint", cutsLast: true, facts)
        let needed = facts.reduce(-2) { $0 + 2 + $1.text.string.count }
        guard needed > width, let said = facts.last, facts.count > 1 else { return [line] }
        let wrapped = WrappedText.lines(said.text, width: width, medium: plain)
        guard wrapped.count < rows else { return [line] }
        return [FactLine("hint", facts.dropLast().map { $0 })]
            + wrapped.map { FactLine("", [($0, said.role)]) }
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
