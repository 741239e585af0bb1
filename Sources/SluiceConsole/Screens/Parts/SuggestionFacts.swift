internal import SluiceCore

/// A suggestion in facts: what it looks like, how many records it would free, and the key that shows more.
enum SuggestionFacts {
    /// The facts of a suggestion; that nothing is evident when there is none.
    static func of(_ suggestion: Suggestion?) -> [FactLine.Fact?] {
        guard let suggestion else { return [("nothing is evident", .footerText)] }
        let tried: SafeText =
            suggestion.of > 0
            ? "frees \(NumberText.grouped(suggestion.frees)) of \(NumberText.grouped(suggestion.of))"
            : ""
        return [
            (Sanitiser.safe(suggestion.text, limit: 300), .levelInfo),
            suggestion.of > 0 ? (tried, suggestion.frees > 0 ? .levelOK : .levelWarn) : nil,
            suggestion.repairs.isEmpty && suggestion.rename == nil
                ? nil : ("F shows it", .footerText),
        ]
    }
}
