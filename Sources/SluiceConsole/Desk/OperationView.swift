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
        showsProblemsOnly ? report.outcomes.filter(\.end.isProblem) : report.outcomes
    }

    /// True when the entry of an outcome is to be left as it is.
    func leavesOut(_ outcome: RecordOutcome) -> Bool {
        outcome.entry.map(request.excluded.contains) ?? false
    }

    /// How many rejected files a report says are taken.
    func takenFiles(_ report: OperationReport) -> Int {
        report.outcomes.count { $0.isFile && $0.end == .stored && !leavesOut($0) }
    }

    /// True when it would do something, even where no record is changed by it.
    func isOfUse(_ report: OperationReport) -> Bool {
        if counts(report).changed > 0 { return true }
        switch request.operation {
        case .changeRules, .supersede, .undo, .redo: return true
        case .renameColumns: return takenFiles(report) > 0
        default: return false
        }
    }

    /// The counts of a report without the entries that are left out.
    func counts(_ report: OperationReport) -> OperationReport.Counts {
        var counts = report.counts
        for outcome in report.outcomes where leavesOut(outcome) {
            // A file counts by its rows, not by itself.
            if !outcome.isFile || outcome.end != .stored {
                counts[keyPath: outcome.end.count] -= 1
            }
            if outcome.isRewritten { counts.rewritten -= 1 }
            if outcome.isChange { counts.changed -= 1 }
            if outcome.isStoredDuplicate { counts.duplicatesStored -= 1 }
            counts.skipped += 1
        }
        return counts
    }
}

extension OperationReport.Counts {
    /// How many entries and rows something is said of.
    var told: Int { looked + rowsAdded + rowsChanged + rowsRemoved }

    /// How many entries were looked at.
    var looked: Int {
        stored + stillInvalid + duplicates + discarded + restored + superseded + skipped
    }
}
