internal import SluiceCore

/// Rejected files whose columns get the names of fields: each is judged anew with the header that comes of it.
///
/// The same way for a dry run, which only counts.
struct ColumnRenaming {
    private let connection: Connection
    private let layouts: [String: DatasetLayout]
    private let chunks: ChunkWriter
    private let context: OperationContext
    /// Nil in a dry run.
    private let writer: OperationWriter?
    /// Keeps ids of rows free for a file that has none; answers the first.
    private let reserve: (Int64) throws(StoreError) -> Int64

    /// A renaming over the tables of a connection; without a writer nothing is written.
    init(
        _ connection: Connection, _ layouts: [String: DatasetLayout], _ chunks: ChunkWriter,
        _ context: OperationContext, writer: OperationWriter?,
        reserve: @escaping (Int64) throws(StoreError) -> Int64
    ) {
        self.connection = connection
        self.layouts = layouts
        self.chunks = chunks
        self.context = context
        self.writer = writer
        self.reserve = reserve
    }

    /// Does it to the files of some entries, one after the other.
    func run(
        _ items: [SelectionReading.Item], _ renames: [ColumnRename]
    ) throws(StoreError) -> OperationReport {
        guard !renames.isEmpty else {
            throw StoreError(.refused, "a renaming needs at least one column")
        }
        var report = OperationReport()
        var records: [RecordOutcome] = []
        var effects = EffectTally(connection)
        for (done, item) in items.enumerated() {
            try context.step(done, of: items.count)
            switch try header(of: item, renames) {
            case .failure(let problem): try skip(item, problem.message, &report)
            case .success(let header):
                effects = try replace(item.fileID, header, effects, &report, &records)
            }
        }
        add(records, &report)
        try context.step(items.count, of: items.count)
        report.effects = effects.effects
        report.leavesOutEffects = effects.isIncomplete
        return report
    }

    /// The header that the file of an entry gets.
    private func header(
        of item: SelectionReading.Item, _ renames: [ColumnRename]
    ) throws(StoreError) -> Result<[UInt8], HeaderRenaming.Problem> {
        guard let entry = try SelectedEntry.find(item.id, connection),
            let file = try OperationFile.find(item.fileID, connection)
        else { return .failure(.init(message: "there is no such entry")) }
        guard entry.line == nil else {
            return .failure(.init(message: "it is a record: repair that"))
        }
        guard entry.state.status == .held else {
            return .failure(.init(message: "it is \(entry.state.status.rawValue)"))
        }
        let dataset = context.catalog.dataset(named: file.dataset) ?? context.catalog.fallback
        do throws(HeaderRenaming.Problem) {
            return .success(try HeaderRenaming.header(entry.raw, renames, of: dataset))
        } catch {
            return .failure(error)
        }
    }

    private func replace(
        _ file: Int64, _ header: [UInt8], _ effects: EffectTally, _ report: inout OperationReport,
        _ records: inout [RecordOutcome]
    ) throws(StoreError) -> EffectTally {
        // How far a single file is would run to and fro.
        var context = context
        context.progress = { _, _ in }
        let replacement = try FileReplacement(
            file, connection, layouts, chunks, context, writer: writer, effects: effects,
            reserve: reserve)
        try replacement.run(header: header)
        for (_, path) in OperationReport.Counts.names {
            report.counts[keyPath: path] += replacement.report.counts[keyPath: path]
        }
        // The files come first, so that the records of one do not hide the others; then what is wrong with records.
        add(replacement.report.outcomes.filter { $0.entry != nil }, &report)
        let wrong = replacement.report.outcomes.filter { $0.entry == nil && $0.end.isProblem }
        records += wrong.prefix(OperationReport.outcomeLimit - records.count)
        // What is written is counted by the writer, over all files.
        report.restatedBuckets =
            replacement.report.restatedBuckets + (writer == nil ? report.restatedBuckets : 0)
        return replacement.effects
    }

    private func skip(
        _ item: SelectionReading.Item, _ reason: String, _ report: inout OperationReport
    ) throws(StoreError) {
        report.counts.skipped += 1
        let outcome = RecordOutcome(
            entry: item.id,
            fileName: try OperationFile.find(item.fileID, connection)?.shownName ?? "",
            line: try SelectedEntry.find(item.id, connection)?.line, field: "", before: nil,
            after: nil, end: .skipped(reason))
        add([outcome], &report)
    }

    private func add(_ outcomes: [RecordOutcome], _ report: inout OperationReport) {
        report.outcomes += outcomes.prefix(
            OperationReport.outcomeLimit - report.outcomes.count)
    }
}
