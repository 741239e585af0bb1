/// Everything that held records are compared with; of those that free as many records, the earlier is suggested.
package enum SuggestionCatalog {
    /// The rules in order.
    package static let rules: [any SuggestionRule.Type] = [
        DecimalCommaSuggestion.self,
        UnitSuffixSuggestion.self,
        TemperatureSuggestion.self,
        SentinelSuggestion.self,
        ScaleSuggestion.self,
        WholeNumberSuggestion.self,
        DayMonthSuggestion.self,
        ShiftedFieldsSuggestion.self,
    ]

    /// What all rules say of some evidence, none of it tried.
    package static func suggestions(from evidence: SuggestionEvidence) -> [Suggestion] {
        rules.compactMap { $0.suggestion(from: evidence) }
    }

    /// The best of some suggestions once each was tried: the one that frees most; nil when none would free anything and none
    /// is for a person alone.
    package static func best(_ tried: [Suggestion]) -> Suggestion? {
        let helping = tried.filter { $0.frees > 0 }
        guard let most = helping.map(\.frees).max() else {
            return tried.first { $0.repairs.isEmpty }
        }
        return helping.first { $0.frees == most }
    }
}
