/// One thing that held records may look like: one file in `Rules/` and one line in ``SuggestionCatalog``.
package protocol SuggestionRule: Sendable {
    /// Stable name of the rule.
    static var name: String { get }
    /// What the records look like, and the repair for it; nil when the evidence does not say so.
    static func suggestion(from evidence: SuggestionEvidence) -> Suggestion?
    /// The repair of one more field that has the same fault in some of the records; it leaves cells alone that are good. Nil when
    /// the evidence of that field does not say so, or no repair can tell the two apart.
    static func repairElsewhere(from evidence: SuggestionEvidence) -> FieldRepair?
}

extension SuggestionRule {
    /// None.
    package static func repairElsewhere(from evidence: SuggestionEvidence) -> FieldRepair? { nil }
}
