/// What held records look like and the repair that this stands for, with the evidence for it.
///
/// It is only said, never applied without the operator: values are not guessed.
package struct Suggestion: Sendable, Hashable {
    /// What it looks like and why, in one line, such as `°F: 61.4 is 16.3 °C, near the 12…24 °C stored at 104`.
    package var text: String
    /// The repairs it stands for; none where only a person can help.
    package var repairs: [FieldRepair]
    /// The columns to be renamed in the header of a rejected file; none for records.
    package var renames: [ColumnRename]
    /// How many of the records that were tried would be stored with the repairs, by really judging them.
    package var frees = 0
    /// How many records were tried: all of a group, or a sample of a large one.
    package var of = 0

    /// How many of so many records it would free: what was counted where all were tried, else as many of all as of those that were.
    package func freed(of count: Int) -> (count: Int, isEstimate: Bool) {
        guard of > 0, of < count else { return (frees, false) }
        return (Int((Double(frees) / Double(of) * Double(count)).rounded()), true)
    }

    /// True when it can be applied: it stands for repairs or renames.
    package var isApplicable: Bool { !repairs.isEmpty || !renames.isEmpty }

    /// Makes a suggestion of which nothing was tried yet.
    package init(_ text: String, repairs: [FieldRepair], renames: [ColumnRename] = []) {
        self.text = text
        self.repairs = repairs
        self.renames = renames
    }
}
