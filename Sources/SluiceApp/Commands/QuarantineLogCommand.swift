internal import SluiceCore
internal import SluiceStore

extension Command {
    /// Shows the journal.
    package static let quarantineLog = Command(
        "quarantine log", operands: .optional("BATCH"),
        options: [.filter, .limit, .json],
        summary: "show what was done in quarantine, by whom, when and why",
        details: """
            The newest batches first, 50 of them unless --limit says otherwise (0: all). With a number the lines of that
            batch: an entry or a file each, with what was before and what is after. A batch that was taken back says by
            which. A filter is one of the console's journal: `undo`, `who:ada`, `count:>100`, `why:calibration`; its columns
            are batch, when, what, count, who, file, dataset, stands and why. A batch has the number of its first line in the
            journal, so that numbers are left out between two of them.
            """,
        examples: [
            Example("sluice quarantine log", "the last 50 batches"),
            Example("sluice quarantine log --filter 'who:ada release'", "what Ada released"),
            Example("sluice quarantine log 42 --json", "batch 42 line by line"),
        ]
    ) { invocation, context in
        guard let reader = try StationSession(invocation, context).reader() else {
            return .done
        }
        defer { reader.close() }
        let limit = try invocation.count(.limit) ?? 50
        let report = JournalReport(output: context.output, isJSON: invocation.has(.json))
        let filter = try DeskCommand.filter(invocation, columns: JournalEntry.Column.names)
        if let operand = invocation.operands.first {
            guard filter.isEmpty else {
                throw CommandFailure(.usage, "--filter goes without a batch: it selects batches")
            }
            let batch = try DeskCommand.number(operand, of: "a batch")
            guard try reader.journalHead(ofBatch: batch) != nil else {
                throw CommandFailure(
                    .noInput, "there is no batch \(batch)", hint: "see: sluice quarantine log")
            }
            try report.lines(ofBatch: batch, limit: limit, reader)
        } else {
            try report.batches(filter, limit: limit, reader)
        }
        return .done
    }
}
