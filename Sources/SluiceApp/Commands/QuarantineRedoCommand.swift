internal import SluiceCore

extension Command {
    /// Does a batch again.
    package static let quarantineRedo = Command(
        "quarantine redo", operands: .optional("BATCH"),
        options: DeskCommand.common,
        summary: "do a batch again that was taken back",
        details: """
            Without a number the one taken back last. What it stored is stored again exactly, whatever the rules are now.
            """,
        examples: [
            Example("sluice quarantine redo", "the last undo"),
            Example("sluice quarantine redo 42 --dry-run", "what batch 42 comes to"),
        ]
    ) { invocation, context in
        try DeskCommand.run(
            .redo(batch: DeskCommand.batch(invocation)), invocation, context)
    }
}
