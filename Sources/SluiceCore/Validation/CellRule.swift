/// A rule about single cells: one file in `Rules/` and one line in ``RuleCatalog``.
///
/// Rules are asked in the order of the catalog and may read the cell's value on: a number becomes a number only in
/// ``NumberRule``, so that the rules after it need not parse again. Messages never contain the value.
package protocol CellRule: Sendable {
    /// Stable name, as it stands in findings.
    static var name: String { get }
    /// The code of its findings.
    static var code: FindingCode { get }
    /// What it checks, in one line for a list of rules.
    static var summary: String { get }
    /// Looks at a cell, and may give it its value.
    static func check(_ cell: inout Cell) -> CellOutcome
}

/// What a rule says of a cell.
package enum CellOutcome: Sendable, Equatable {
    /// Nothing is wrong as far as this rule knows; the next rule is asked.
    case passed
    /// Nothing is wrong, and no further rule applies.
    case settled
    /// The cell has a value of its type which breaks the rule, for the reason given; the next rule is asked.
    case flawed(String)
    /// The cell has no value of its type, for the reason given; no further rule applies.
    case unusable(String)
}
