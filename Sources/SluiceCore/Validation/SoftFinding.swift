/// A broken rule that did not hold its record, because the dataset declares a milder severity.
package struct SoftFinding: Sendable, Equatable {
    /// Physical line on which the record starts, 1-based.
    package let line: Int
    /// ``Severity/null`` or ``Severity/warn``: what became of the cell.
    package let severity: Severity
    /// What was wrong.
    package let finding: Finding

    /// How many a chunk keeps; all of them are counted in ``JudgeCounts/softened``.
    package static let limit = 64

    /// Makes a soft finding.
    package init(line: Int, severity: Severity, finding: Finding) {
        self.line = line
        self.severity = severity
        self.finding = finding
    }
}
