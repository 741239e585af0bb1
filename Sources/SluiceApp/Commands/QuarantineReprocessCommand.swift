internal import SluiceCore

extension Command {
    /// Judges a file anew.
    package static let quarantineReprocess = Command(
        "quarantine reprocess", operands: .one("FILE"),
        options: DeskCommand.common,
        summary: "judge a whole file anew, from the archive or from quarantine",
        details: """
            FILE is the number of the file in the ledger, as sluice status and the views have it. The file is judged by
            the dataset files of now; its rows, aggregates and quarantine entries are replaced, and the report says how
            many rows come, change and go. A rejected file is taken when its dataset fits now. The operation is one
            transaction and one batch of the journal: sluice quarantine undo takes it back.
            """,
        examples: [
            Example("sluice quarantine reprocess 12 --dry-run", "what would change")
        ]
    ) { invocation, context in
        let file = try DeskCommand.number(invocation.operands[0], of: "a file")
        return try DeskCommand.run(.reprocess(file: file), invocation, context)
    }
}
