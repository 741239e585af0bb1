package import SluiceCore

/// Findings counted by what is wrong and in which column, for a summary of a whole file.
package struct FindingTally: Sendable {
    /// Findings that say the same of the same column.
    package struct Row: Sendable, Equatable {
        /// The kind of fault.
        package let code: FindingCode
        /// The column; nil for findings about a record or the file.
        package let column: String?
        /// What is wrong, without a value.
        package let message: String
        /// What becomes of such a record or file.
        package let outcome: FileCheck.Outcome
        /// How often it was found.
        package internal(set) var count: Int
        /// The line where it was found first; nil for a finding about the file.
        package let firstLine: Int?
        /// The offending text where it was found first.
        package let firstValue: [UInt8]?
    }

    private struct Key: Hashable {
        let code: FindingCode
        let column: String?
        let message: String
        let outcome: FileCheck.Outcome
    }

    private var places: [Key: Int] = [:]
    private var found: [Row] = []

    /// Nothing found.
    package init() {}

    /// The rows, most frequent first, then in the order in which they were found.
    package var rows: [Row] {
        found.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }.map(\.element)
    }

    /// Counts a finding.
    package mutating func add(_ report: FileCheck.Report) {
        let finding = report.finding
        let key = Key(
            code: finding.code, column: finding.columnName, message: finding.message,
            outcome: report.outcome)
        if let place = places[key] {
            found[place].count += 1
            return
        }
        places[key] = found.count
        found.append(
            Row(
                code: finding.code, column: finding.columnName, message: finding.message,
                outcome: report.outcome, count: 1, firstLine: report.line,
                firstValue: finding.value))
    }
}
