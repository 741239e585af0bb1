package import SluiceCore

/// Dry runs of operations.
extension StoreReader {
    /// What an operation would do to what the database holds now; nothing is written.
    ///
    /// One read transaction, as long as the work takes: some 10 µs a record. Throws `refused` when the operation cannot be done and
    /// `cancelled` when the context ends it.
    package func preview(
        _ request: OperationRequest, _ context: OperationContext
    ) throws(StoreError) -> OperationReport {
        let interruption = interruption
        var context = context
        context.isCancelled = { [given = context.isCancelled] in
            given() || interruption.isRequested
        }
        return try readingChunks { [context] (chunks) throws(StoreError) in
            let layouts = try DatasetCatalog(connection).layouts
            var report = try report(request, context, layouts, chunks)
            report.newestEntry = try HeldIndex.newestEntry(connection)
            return report
        }
    }

    /// Does something within a read transaction that looks for the keys of chunks.
    func readingChunks<Answer>(
        _ body: (ChunkWriter) throws(StoreError) -> Answer
    ) throws(StoreError) -> Answer {
        let chunks = ChunkWriter(connection, onlyReads: true)
        defer {
            try? chunks.forgetTables()
            chunks.close()
        }
        return try reading { () throws(StoreError) in try body(chunks) }
    }

    private func report(
        _ request: OperationRequest, _ context: OperationContext,
        _ layouts: [String: DatasetLayout], _ chunks: ChunkWriter
    ) throws(StoreError) -> OperationReport {
        switch request.operation {
        case .undo, .redo:
            let (head, _, direction) = try BatchReversal.head(
                of: request.operation, connection)
            let reversal = BatchReversal(
                head, direction, connection, layouts, context, writer: nil)
            try reversal.run()
            return try reversal.report()
        case .renameColumns(let selection, let renames):
            return try ColumnRenaming(
                connection, layouts, chunks, context, writer: nil, reserve: { _ in 0 }
            ).run(try items(selection, .held, request, context), renames)
        case .supersede(let file, let other):
            return try FileSupersession(file, by: other, connection, layouts)
                .run(context, nil)
        case .changeRules(let dataset, let changes, let holdsRows):
            return try RuleOperation(connection, layouts, chunks, context, writer: nil)
                .run(dataset, changes, holdsRows: holdsRows).report
        default:
            guard let (file, header) = try request.replacement(connection) else {
                return try records(request, context, layouts, chunks)
            }
            let replacement = try FileReplacement(
                file, connection, layouts, chunks, context, writer: nil
            ) { _ in 0 }
            try replacement.run(header: header)
            return replacement.report
        }
    }

    private func records(
        _ request: OperationRequest, _ context: OperationContext,
        _ layouts: [String: DatasetLayout], _ chunks: ChunkWriter
    ) throws(StoreError) -> OperationReport {
        guard let (selection, status, treatment) = try request.records() else {
            throw StoreError(.refused, "\(request.operation.word) cannot be done here")
        }
        let items = try items(selection, status, request, context)
        let run = RecordRun(
            treatment, connection, layouts, chunks, context, writer: nil,
            effects: context.effectTally(connection))
        try run.run(items)
        return run.report
    }

    private func items(
        _ selection: EntrySelection, _ status: QuarantineStatus, _ request: OperationRequest,
        _ context: OperationContext
    ) throws(StoreError) -> [SelectionReading.Item] {
        let index = try index(for: selection, context)
        return try SelectionReading(
            connection: connection, held: index, catalog: context.catalog
        ).items(selection, status: status, of: request)
    }

    /// What is held, in memory, where the selection has conditions that need it; it stays for the pages.
    private func index(
        for selection: EntrySelection, _ context: OperationContext
    ) throws(StoreError) -> HeldIndex? {
        guard case .matching(let query) = selection, !query.filter.isEmpty || query.group != nil
        else { return nil }
        return try heldIndex(context.catalog.heldRecordReader)
    }
}
