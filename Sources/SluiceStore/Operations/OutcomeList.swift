internal import SluiceCore

/// Collects the outcomes of entries and rows for a report: all are counted, problems are shown before the rest.
struct OutcomeList {
    /// The totals.
    private(set) var counts = OperationReport.Counts()
    private var problems: [RecordOutcome] = []
    private var others: [RecordOutcome] = []
    /// The lines of the one file at hand whose records count as changed.
    private var lines = LineSet()

    /// True while the report has room for an outcome that is a problem, or one that is none.
    func shows(problem: Bool) -> Bool {
        (problem ? problems : others).count < OperationReport.outcomeLimit
    }

    /// Counts an end; `outcome` is made only when the report has room for it.
    ///
    /// A line is given where more can be told of its record: that counts as changed once.
    mutating func add(
        _ end: RecordOutcome.End, ofLine line: Int? = nil, isRewritten: Bool = false,
        _ outcome: () throws(StoreError) -> RecordOutcome
    ) throws(StoreError) {
        counts[keyPath: end.count] += 1
        if isRewritten { counts.rewritten += 1 }
        if !end.isProblem || isRewritten {
            counts.changed += 1
            if let line { lines.insert(line) }
        }
        guard shows(problem: end.isProblem) else { return }
        var outcome = try outcome()
        outcome.isRewritten = isRewritten
        if end.isProblem { problems.append(outcome) } else { others.append(outcome) }
    }

    /// Counts a stored record whose key a row has already.
    mutating func addStoredDuplicate() { counts.duplicatesStored += 1 }

    /// Counts the row of a line that comes or goes with all rows of its file, which are not shown one by one.
    mutating func addRow(_ end: RecordOutcome.End, ofLine line: Int) {
        counts[keyPath: end.count] += 1
        addChange(ofLine: line)
    }

    /// Counts decisions of operators that are taken back, apart from the records they are about.
    mutating func addRevoked(overrides: Int, discards: Int, edits: Int) {
        counts.overridesRevoked += overrides
        counts.discardsRevoked += discards
        counts.editsRevoked += edits
    }

    /// Counts the record of a line as changed unless it does so already.
    mutating func addChange(ofLine line: Int) {
        if lines.insert(line) { counts.changed += 1 }
    }

    /// True when the record of a line counts as changed already.
    func isChanged(line: Int) -> Bool { lines.contains(line) }

    /// The outcomes that the report carries.
    var shown: [RecordOutcome] {
        Array((problems + others).prefix(OperationReport.outcomeLimit))
    }
}
