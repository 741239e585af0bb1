internal import SluiceCore

extension Command {
    /// Judges held records again.
    package static let quarantineRelease = Command(
        "quarantine release", operands: .any("ID"),
        options: DeskCommand.selecting + DeskCommand.common,
        summary: "judge held records again and store those that pass",
        details: """
            The records are judged as they are by the dataset files of now, for example after a limit was changed. One
            that fails again stays held and its attempts are counted. The operation is one transaction and one batch of
            the journal: sluice quarantine undo takes it back. Ends with 1 when a record stays held.
            """,
        examples: [
            Example(
                "sluice quarantine release --code RANGE --column mood_score",
                "after that range was widened"),
            Example(
                "sluice quarantine release --all --dry-run",
                "what would be stored, and how aggregates would move"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        let selection = try DeskCommand.selection(invocation, session)
        return try DeskCommand.run(.release(selection), invocation, context)
    }
}
