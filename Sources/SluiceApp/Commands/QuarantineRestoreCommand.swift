internal import SluiceCore
internal import SluiceStore

extension Command {
    /// Holds discarded entries again.
    package static let quarantineRestore = Command(
        "quarantine restore", operands: .any("ID"),
        options: DeskCommand.selecting + DeskCommand.common,
        summary: "hold discarded entries again",
        details: """
            The entries are held as they were before they were discarded. The operation is one transaction and one batch
            of the journal: sluice quarantine undo takes it back.
            """,
        examples: [
            Example("sluice quarantine restore 17", "one entry"),
            Example("sluice quarantine restore --all", "everything that was discarded"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        let selection = try DeskCommand.selection(invocation, session, status: .discarded)
        return try DeskCommand.run(.restore(selection), invocation, context)
    }
}
