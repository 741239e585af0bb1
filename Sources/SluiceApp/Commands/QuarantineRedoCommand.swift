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
        let batch = try invocation.operands.first.map { (operand) throws(CommandFailure) in
            try DeskCommand.number(operand, of: "a batch")
        }
        return try DeskCommand.run(.redo(batch: batch), invocation, context)
    }
}
