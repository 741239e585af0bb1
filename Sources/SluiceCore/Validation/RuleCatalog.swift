/// All rules, in the order in which they are asked; a new rule is one file in `Rules/` and one line here.
package enum RuleCatalog {
    /// The rules about the shape of a record. One that is broken ends the judgement: its fields cannot be trusted.
    package static let recordRules: [any RecordRule.Type] = [
        LengthRule.self,
        QuotingRule.self,
        FieldCountRule.self,
    ]

    /// The rules about a cell.
    package static let cellRules: [any CellRule.Type] = [
        EncodingRule.self,
        RequiredRule.self,
        NumberRule.self,
        IntegerRule.self,
        BooleanRule.self,
        TimestampRule.self,
        RangeRule.self,
        EnumerationRule.self,
        PatternRule.self,
        FutureRule.self,
    ]
}
