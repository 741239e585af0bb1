internal import SluiceCore

extension Command {
    /// Lets a corrected file replace an earlier one.
    package static let quarantineSupersede = Command(
        "quarantine supersede", operands: .one("FILE"),
        options: [.byFile] + DeskCommand.common,
        summary: "let a corrected file take the place of an earlier one",
        details: """
            Both are numbers of files in the ledger. The rows and entries of FILE are taken back; the report compares
            its rows with those of the corrected file by time and location. The operation is one transaction and one
            batch of the journal: sluice quarantine undo takes it back.
            """,
        examples: [
            Example("sluice quarantine supersede 12 --by 15", "file 15 was sent to correct file 12")
        ]
    ) { invocation, context in
        let file = try DeskCommand.number(invocation.operands[0], of: "a file")
        guard let other = invocation.bytes(.byFile) else {
            throw CommandFailure(.usage, "name the file that takes its place: --by FILE")
        }
        return try DeskCommand.run(
            .supersede(file: file, by: try DeskCommand.number(other, of: "a file")), invocation,
            context)
    }
}
