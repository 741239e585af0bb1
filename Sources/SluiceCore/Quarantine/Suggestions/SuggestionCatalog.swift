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

    /// What a rule suggests.
    package struct Candidate: Sendable {
        /// For the field at fault.
        package let alone: Suggestion
        /// The same together with the further fields that have this fault; nil when none has.
        package let together: Suggestion?
    }

    /// What all rules suggest for some evidence, none of it tried.
    package static func candidates(from evidence: SuggestionEvidence) -> [Candidate] {
        rules.compactMap { rule in
            rule.suggestion(from: evidence).map { alone in
                Candidate(alone: alone, together: together(alone, rule, evidence))
            }
        }
    }

    private static func together(
        _ alone: Suggestion, _ rule: any SuggestionRule.Type, _ evidence: SuggestionEvidence
    ) -> Suggestion? {
        guard !alone.repairs.isEmpty else { return nil }
        let repairs = evidence.further.compactMap { rule.repairElsewhere(from: $0) }
        guard !repairs.isEmpty else { return nil }
        var together = alone
        together.text += "; so in \(SuggestionText.list(repairs.map(\.field)))"
        together.repairs += repairs
        return together
    }

    /// The best of some suggestions once each was tried: the one that frees most, of equals the earlier; nil when none would free
    /// anything and none is for a person alone.
    package static func best(_ tried: [Suggestion]) -> Suggestion? {
        let helping = tried.filter { $0.frees > 0 }
        guard let most = helping.map(\.frees).max() else {
            return tried.first { $0.repairs.isEmpty }
        }
        return helping.first { $0.frees == most }
    }
}
