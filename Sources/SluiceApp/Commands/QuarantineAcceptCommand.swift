internal import SluiceCore

extension Command {
    /// Stores records against a rule.
    package static let quarantineAccept = Command(
        "quarantine accept", operands: .any("ID"),
        options: DeskCommand.selecting + DeskCommand.common,
        summary: "store held records although a rule forbids it, flagged as overridden",
        details: """
            Needs a reason. Only records whose cells have values of their types can be stored; their rows have the
            column override set. The operation is one transaction and one batch of the journal: sluice quarantine undo
            takes it back.
            """,
        examples: [
            Example("sluice quarantine accept 17 --reason \"calibration run\"", "one record")
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        let selection = try DeskCommand.selection(invocation, session)
        return try DeskCommand.run(.accept(selection), invocation, context)
    }
}
