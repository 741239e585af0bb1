internal import SluiceCore

extension Command {
    /// Takes a batch back.
    package static let quarantineUndo = Command(
        "quarantine undo", operands: .optional("BATCH"),
        options: DeskCommand.common,
        summary: "take a batch of the journal back",
        details: """
            Without a number the newest batch that stands. Rows, entries, counts and aggregates are as they were before.
            Refused when entries of the batch were changed since by a later one.
            """,
        examples: [
            Example("sluice quarantine undo", "the last operation"),
            Example("sluice quarantine undo 42 --dry-run", "what batch 42 comes to"),
        ]
    ) { invocation, context in
        try DeskCommand.run(
            .undo(batch: DeskCommand.batch(invocation)), invocation, context)
    }
}
