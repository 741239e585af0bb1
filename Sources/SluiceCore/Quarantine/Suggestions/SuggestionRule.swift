/// One thing that held records may look like: one file in `Rules/` and one line in ``SuggestionCatalog``.
package protocol SuggestionRule: Sendable {
    /// Stable name of the rule.
    static var name: String { get }
    /// What the records look like, and the repair for it; nil when the evidence does not say so.
    static func suggestion(from evidence: SuggestionEvidence) -> Suggestion?
}
