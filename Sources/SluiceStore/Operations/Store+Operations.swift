package import SluiceCore

/// Operations of the quarantine desk.
extension Store {
    /// Does an operation within the open group, of which it should be all; the caller commits.
    ///
    /// Datasets of the files it touches must be registered. What it does is decided anew from what the database holds
    /// now, whatever a preview said. On failure the group is rolled back: `refused` when the operation cannot be done, `cancelled` when
    /// the context ended it. Linear in what it touches: some 10 µs a record.
    package func operate(
        _ request: OperationRequest, _ context: OperationContext
    ) throws(StoreError) -> OperationReport {
        try requireGroup()
        return try undoingOnFailure { () throws(StoreError) in
            switch request.operation {
            case .undo, .redo: return try reverse(request, context)
            default: return try change(request, context)
            }
        }
    }

    private func change(
        _ request: OperationRequest, _ context: OperationContext
    ) throws(StoreError) -> OperationReport {
        let journal = try JournalWriter(request, now: context.nowMicroseconds, connection)
        let writer = OperationWriter(journal, connection, chunks, context)
        var report: OperationReport
        var subject = Subject()
        if let (file, header) = try request.replacement(connection) {
            subject.files = [file]
            report = try replace(file, header, context, writer)
        } else if case .renameColumns(let selection, let renames) = request.operation {
            let items = try self.items(selection, request, context)
            subject.files = Set(items.map(\.fileID))
            report = try ColumnRenaming(
                connection, catalog.layouts, chunks, context, writer: writer, reserve: reserveRows
            ).run(items, renames)
        } else if case .supersede(let file, let other) = request.operation {
            (subject.files, subject.successor) = ([file], other)
            report = try FileSupersession(file, by: other, connection, catalog.layouts)
                .run(context, writer)
        } else if case .changeRules(let dataset, let changes, let holdsRows) = request.operation {
            subject.dataset = dataset
            (report, subject.files) = try RuleOperation(
                connection, catalog.layouts, chunks, context, writer: writer
            ).run(dataset, changes, holdsRows: holdsRows)
        } else if let (selection, status, treatment) = try request.records() {
            let items = try items(selection, request, context, status)
            let run = RecordRun(
                treatment, connection, catalog.layouts, chunks, context, writer: writer,
                effects: context.effectTally(connection))
            try run.run(items)
            subject.files = Set(items.map(\.fileID))
            subject.entry = items.count == 1 ? items.first?.id : nil
            report = run.report
        } else {
            throw StoreError(.refused, "\(request.operation.word) cannot be done here")
        }
        try noteRows(of: subject.files)
        let file = subject.files.count == 1 ? subject.files.first : nil
        if let file, subject.dataset == nil {
            subject.dataset = try OperationFile.find(file, connection)?.dataset
        }
        let isThere = try journal.finish(
            report.counts, file: file, dataset: subject.dataset, entry: subject.entry,
            before: subject.successor.map { "by file \($0)" })
        report.batch = isThere ? journal.batch : nil
        return report
    }

    /// What a batch is about.
    private struct Subject {
        var files: Set<Int64> = []
        var entry: Int64?
        /// That whose rules are changed; else that of the only file.
        var dataset: String?
        /// The file that takes the place of the only one.
        var successor: Int64?
    }

    /// A file is tried first, for it is told only at its end whether anything is another: if not, nothing is written.
    private func replace(
        _ file: Int64, _ header: [UInt8]?, _ context: OperationContext, _ writer: OperationWriter
    ) throws(StoreError) -> OperationReport {
        let trial = try FileReplacement(
            file, connection, catalog.layouts, chunks, context.pass(0, of: 2), writer: nil
        ) { _ in 0 }
        try trial.run(header: header)
        guard trial.report != OperationReport() else { return trial.report }
        let replacement = try FileReplacement(
            file, connection, catalog.layouts, chunks, context.pass(1, of: 2), writer: writer,
            reserve: reserveRows)
        try replacement.run(header: header)
        return replacement.report
    }

    private func items(
        _ selection: EntrySelection, _ request: OperationRequest, _ context: OperationContext,
        _ status: QuarantineStatus = .held
    ) throws(StoreError) -> [SelectionReading.Item] {
        try SelectionReading(connection: connection, held: nil, catalog: context.catalog)
            .items(selection, status: status, of: request)
    }

    /// Big files that are being loaded must look at the keys of rows that came beside them.
    private func noteRows(of files: Set<Int64>) throws(StoreError) {
        guard !state.loading.isEmpty else { return }
        for id in files {
            guard let file = try OperationFile.find(id, connection) else { continue }
            noteCommitted(file.dataset, rows: file.rows)
        }
    }

    private func reverse(
        _ request: OperationRequest, _ context: OperationContext
    ) throws(StoreError) -> OperationReport {
        let (head, undo, direction) = try BatchReversal.head(of: request.operation, connection)
        // How aggregates move is told by a dry run before.
        var shown: OperationReport?
        if context.tellsEffects {
            let trial = BatchReversal(
                head, direction, connection, catalog.layouts, context.pass(0, of: 2), writer: nil)
            try trial.run()
            shown = try trial.report()
        }
        let context = shown == nil ? context : context.pass(1, of: 2)
        let journal = try JournalWriter(
            request, target: head.batch, now: context.nowMicroseconds, connection)
        let writer = OperationWriter(journal, connection, chunks, context)
        let reversal = BatchReversal(
            head, direction, connection, catalog.layouts, context, writer: writer)
        try reversal.run()
        var report = try reversal.report()
        report.batch = journal.batch
        report.effects = shown?.effects ?? []
        report.leavesOutEffects = shown?.leavesOutEffects ?? false
        _ = try journal.finish(
            report.counts, file: nil, dataset: head.dataset, entry: nil,
            before: "batch \(head.batch)")
        try journal.mark(head.batch, undoneBy: direction == .undo ? journal.batch : nil)
        if let undo {
            try journal.mark(undo.batch, undoneBy: journal.batch)
        } else {
            try journal.markRedo(of: head.batch)
        }
        return report
    }
}
