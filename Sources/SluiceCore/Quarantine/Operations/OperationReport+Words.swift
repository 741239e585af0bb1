/// Counts of operations in words, for the console and the command line alike.
extension OperationReport.Counts {
    /// A count that is not 0, in words.
    package struct Part: Sendable, Equatable {
        /// How many.
        package let count: Int
        /// What became of them, to stand behind the number: `still invalid`.
        package let words: String
        /// True when they are not where the operation was to bring them.
        package let isProblem: Bool
    }

    /// What is said of records that stay held with findings.
    package static let stillInvalidWords = "still invalid"

    /// The counts that are not 0, in the order of reports.
    package var parts: [Part] {
        [
            Part(count: stored, words: "stored", isProblem: false),
            Part(
                count: duplicatesStored,
                words: duplicatesStored == 1 ? "key stored twice" : "keys stored twice",
                isProblem: true),
            Part(count: stillInvalid, words: Self.stillInvalidWords, isProblem: true),
            Part(
                count: duplicates, words: duplicates == 1 ? "duplicate" : "duplicates",
                isProblem: true),
            Part(count: rewritten, words: "of them rewritten", isProblem: true),
            Part(count: discarded, words: "discarded", isProblem: false),
            Part(count: restored, words: "held", isProblem: false),
            Part(count: superseded, words: "held no more", isProblem: false),
            Part(
                count: skipped, words: skipped == 1 ? "left as it is" : "left as they are",
                isProblem: true),
            Part(count: rowsAdded, words: Self.rows(rowsAdded, "added"), isProblem: false),
            Part(count: rowsChanged, words: Self.rows(rowsChanged, "changed"), isProblem: false),
            Part(count: rowsRemoved, words: Self.rows(rowsRemoved, "removed"), isProblem: false),
            Self.revoked(overridesRevoked, "override"), Self.revoked(discardsRevoked, "discard"),
            Self.revoked(editsRevoked, "edit"),
        ].filter { $0.count != 0 }
    }

    /// Decisions of operators that do not outlast the operation.
    private static func revoked(_ count: Int, _ what: String) -> Part {
        let decisions = count == 1 ? what : "\(what)s"
        return Part(count: count, words: "\(decisions) taken back", isProblem: true)
    }

    private static func rows(_ count: Int, _ what: String) -> String {
        "\(count == 1 ? "row" : "rows") \(what)"
    }
}

extension RecordOutcome {
    /// What is overridden, in words: `RANGE mood_score, DUPLICATE: its key is that of a.csv:3, which stays`; nil when nothing is.
    package var overriddenWords: String? {
        guard !overridden.isEmpty else { return nil }
        return overridden.map { finding in
            finding.code == .duplicate
                ? "\(finding.code.rawValue): \(finding.message)"
                : finding.subject.isEmpty
                    ? finding.code.rawValue : "\(finding.code.rawValue) \(finding.subject)"
        }.joined(separator: ", ")
    }

    /// True when its key is that of a row, beside which it is stored.
    package var isStoredDuplicate: Bool { overridden.contains { $0.code == .duplicate } }
}
