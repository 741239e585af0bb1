/// How many held records have a kind of finding as their first, and since when the last of them is held.
package struct RuleHits: Sendable, Equatable {
    /// The column's name; empty for a finding about the record.
    package var column: String
    /// The code.
    package var code: FindingCode
    /// The name of the rule that found it.
    package var rule: String
    /// How many records.
    package var count: Int
    /// Since when the last of them is held, in microseconds since 1970 UTC.
    package var lastMicroseconds: Int64

    /// Makes a count.
    package init(
        column: String, code: FindingCode, rule: String, count: Int, lastMicroseconds: Int64
    ) {
        self.column = column
        self.code = code
        self.rule = rule
        self.count = count
        self.lastMicroseconds = lastMicroseconds
    }
}
