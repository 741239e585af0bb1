internal import SluiceCore

/// A change of a dataset's limits: its file is edited, what that frees is released.
///
/// The same way for a dry run. The file itself is replaced after COMMIT, from what the transaction wrote down: a crash before it
/// leaves both as they were, a crash after it is finished by the next start.
struct RuleOperation {
    private let connection: Connection
    private let layouts: [String: DatasetLayout]
    private let chunks: ChunkWriter
    private let context: OperationContext
    /// Nil in a dry run.
    private let writer: OperationWriter?

    /// An operation over the tables of a connection; without a writer nothing is written.
    init(
        _ connection: Connection, _ layouts: [String: DatasetLayout], _ chunks: ChunkWriter,
        _ context: OperationContext, writer: OperationWriter?
    ) {
        self.connection = connection
        self.layouts = layouts
        self.chunks = chunks
        self.context = context
        self.writer = writer
    }

    /// Does it and answers what became of the records, and the files it touched.
    func run(
        _ dataset: String, _ changes: [RuleChange], holdsRows: Bool
    ) throws(StoreError) -> (report: OperationReport, files: Set<Int64>) {
        guard let rules = context.rules else {
            throw StoreError(.refused, "the dataset files are out of reach here")
        }
        let edit = try rules.edit(dataset, changes)
        guard let old = context.catalog.dataset(named: dataset),
            let changed = edit.catalog.dataset(named: dataset), changed != old
        else {
            throw StoreError(.refused, "the limits of \(dataset) are these already")
        }
        let before = RuleFileState(name: edit.name, text: edit.before)
        let after = RuleFileState(name: edit.name, text: edit.after)
        if let writer {
            try writer.journal.line(
                file: nil, dataset: dataset, entry: nil, before: before.journalText(),
                after: after.journalText(limits: changes.map { $0.words(of: old) }))
        }
        try before.turn(into: after, rules, connection, isDry: writer == nil)
        var context = context
        context.catalog = edit.catalog
        var holding: RowHolding?
        if holdsRows, let layout = layouts[dataset] {
            holding = try RowHolding(
                changes.compactMap { LimitMove($0, from: old) }, of: changed, connection, layout,
                context, writer: writer)
        }
        let effects =
            if let holding {
                try holding.effectTally()
            } else {
                context.effectTally(connection)
            }
        let run = RecordRun(
            .judge(.own, overrides: false), connection, layouts, chunks, context, writer: writer,
            effects: effects, leavesFailing: true)
        try run.run(try candidates(dataset))
        var report = run.report
        guard let holding else { return (report, run.files) }
        try holding.run()
        report.counts.restored = holding.outcomes.counts.restored
        report.counts.changed += holding.outcomes.counts.changed
        report.outcomes = Array(
            (holding.outcomes.shown + report.outcomes).prefix(OperationReport.outcomeLimit))
        if let writer {
            report.restatedBuckets = writer.restatedPartials
        } else {
            report.restatedBuckets = try holding.restated(beside: run.places)
        }
        return (report, run.files.union(holding.files))
    }

    /// The held records of the dataset, but for those of a key that is stored: what was found in a record when it was judged last does
    /// not tell what the rules of now, all of them, find in it.
    private func candidates(_ dataset: String) throws(StoreError) -> [SelectionReading.Item] {
        let statement = try connection.statement(
            """
            SELECT e.id, e.file_id, e.line FROM entries e
                JOIN ledger f ON f.id = e.file_id
                JOIN entry_findings n ON n.entry_id = e.id AND n.position = 0
                JOIN finding_kinds k ON k.id = n.kind_id
                WHERE e.status = 0 AND e.line > 0 AND f.dataset = ?1 AND f.status <> 'loading'
                    AND k.code <> 'DUPLICATE' ORDER BY e.file_id, e.line
            """)
        statement.bind(dataset, at: 1)
        defer { statement.reset() }
        var items: [SelectionReading.Item] = []
        while try statement.step() {
            items.append(
                SelectionReading.Item(
                    id: statement.integer(0), fileID: statement.integer(1),
                    line: statement.integer(2)))
        }
        return items
    }
}
