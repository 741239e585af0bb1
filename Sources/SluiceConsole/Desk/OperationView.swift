package import SluiceCore

/// An operation that is looked at before it is done.
package struct OperationView: Sendable, Hashable {
    /// What would be done; entries that are left out are in its `excluded`.
    package var request: OperationRequest
    /// What it would be done to, in words.
    package var scope: String
    /// The digits typed so far to confirm it.
    package var typed = ""
    /// True when only entries are listed that would not be stored.
    package var showsProblemsOnly = false
    /// The number under which it runs; nil until it is confirmed.
    package var running: RequestID?

    /// An operation nothing is known of yet.
    package init(request: OperationRequest, scope: String) {
        self.request = request
        self.scope = scope
    }

    /// What is asked for: all entries, so that one that was left out can be taken in again without another trial.
    package var question: OperationRequest {
        var question = request
        question.excluded = []
        return question
    }

    /// The entries of a report that are listed.
    func outcomes(_ report: OperationReport) -> [RecordOutcome] {
        showsProblemsOnly ? report.outcomes.filter(\.isProblem) : report.outcomes
    }

    /// The counts of a report without the entries that are left out.
    func counts(_ report: OperationReport) -> OperationReport.Counts {
        var counts = report.counts
        for outcome in report.outcomes where request.excluded.contains(outcome.entry) {
            switch outcome.end {
            case .stored: counts.stored -= 1
            case .stillInvalid: counts.stillInvalid -= 1
            case .duplicate: counts.duplicates -= 1
            case .discarded: counts.discarded -= 1
            case .held: counts.restored -= 1
            case .skipped: continue
            }
            counts.skipped += 1
        }
        return counts
    }
}

extension RecordOutcome {
    /// True when the entry stays in quarantine although the operation would have it leave.
    var isProblem: Bool {
        switch end {
        case .stillInvalid, .duplicate, .skipped: true
        case .stored, .discarded, .held: false
        }
    }
}

extension OperationReport.Counts {
    /// How many records and rows are changed; so many must be typed to confirm.
    var weight: Int { stored + discarded + restored + rowsAdded + rowsChanged + rowsRemoved }

    /// How many entries were looked at.
    var looked: Int { stored + stillInvalid + duplicates + discarded + restored + skipped }
}
