internal import SluiceCore

extension Command {
    /// Puts entries aside.
    package static let quarantineDiscard = Command(
        "quarantine discard", operands: .any("ID"),
        options: DeskCommand.selecting + DeskCommand.common,
        summary: "put held entries aside for good, reversibly",
        details: """
            Nothing is deleted: a discarded entry keeps its bytes and its findings and can be restored. The operation is
            one transaction and one batch of the journal: sluice quarantine undo takes it back.
            """,
        examples: [
            Example("sluice quarantine discard 17 18", "two entries"),
            Example("sluice quarantine discard --in test.csv --reason \"a test\"", "all of a file"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        let selection = try DeskCommand.selection(invocation, session)
        return try DeskCommand.run(.discard(selection), invocation, context)
    }
}
