internal import SluiceCore

/// Collects the outcomes of entries and rows for a report: all are counted, problems are shown before the rest.
struct OutcomeList {
    /// The totals.
    private(set) var counts = OperationReport.Counts()
    private var problems: [RecordOutcome] = []
    private var others: [RecordOutcome] = []

    /// True while the report has room for an outcome that is a problem, or one that is none.
    func shows(problem: Bool) -> Bool {
        (problem ? problems : others).count < OperationReport.outcomeLimit
    }

    /// Counts an end; `outcome` is made only when the report has room for it.
    mutating func add(
        _ end: RecordOutcome.End, isRewritten: Bool = false,
        _ outcome: () throws(StoreError) -> RecordOutcome
    ) throws(StoreError) {
        counts[keyPath: end.count] += 1
        if isRewritten { counts.rewritten += 1 }
        guard shows(problem: end.isProblem) else { return }
        var outcome = try outcome()
        outcome.isRewritten = isRewritten
        if end.isProblem { problems.append(outcome) } else { others.append(outcome) }
    }

    /// Counts a stored record whose key a row has already.
    mutating func addStoredDuplicate() { counts.duplicatesStored += 1 }

    /// Counts rows that are not shown one by one, because all rows of their file come or go.
    mutating func addRows(added: Int = 0, removed: Int = 0) {
        counts.rowsAdded += added
        counts.rowsRemoved += removed
    }

    /// The outcomes that the report carries.
    var shown: [RecordOutcome] {
        Array((problems + others).prefix(OperationReport.outcomeLimit))
    }
}
