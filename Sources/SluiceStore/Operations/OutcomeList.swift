internal import SluiceCore

/// Collects the outcomes of entries for a report: all are counted, problems are shown before the rest.
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
        _ end: RecordOutcome.End, _ outcome: () throws(StoreError) -> RecordOutcome
    ) throws(StoreError) {
        let isProblem: Bool
        switch end {
        case .stored: (counts.stored, isProblem) = (counts.stored + 1, false)
        case .discarded: (counts.discarded, isProblem) = (counts.discarded + 1, false)
        case .held: (counts.restored, isProblem) = (counts.restored + 1, false)
        case .stillInvalid: (counts.stillInvalid, isProblem) = (counts.stillInvalid + 1, true)
        case .duplicate: (counts.duplicates, isProblem) = (counts.duplicates + 1, true)
        case .skipped: (counts.skipped, isProblem) = (counts.skipped + 1, true)
        }
        guard shows(problem: isProblem) else { return }
        if isProblem { problems.append(try outcome()) } else { others.append(try outcome()) }
    }

    /// Counts rows of a file that is taken again.
    mutating func addRows(added: Int, changed: Int, removed: Int) {
        counts.rowsAdded += added
        counts.rowsChanged += changed
        counts.rowsRemoved += removed
    }

    /// The outcomes that the report carries.
    var shown: [RecordOutcome] {
        Array((problems + others).prefix(OperationReport.outcomeLimit))
    }
}
