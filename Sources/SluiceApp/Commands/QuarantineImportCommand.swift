internal import SluiceCore
internal import SluiceSystem

extension Command {
    /// Takes a corrected export back.
    package static let quarantineImport = Command(
        "quarantine import", operands: .one("FILE"),
        options: DeskCommand.common,
        summary:
            "take a corrected export back: its records are judged by the numbers of their entries",
        details: """
            FILE is what sluice quarantine export wrote, CSV or JSON lines, with the column raw corrected. An apostrophe
            that the export put before a formula is taken away. Records that were not corrected stay as they are; corrections of
            records that were changed since the export, which raw_mark tells, are left out. A file without any record ends
            with 66. The operation is one transaction and one batch of the journal: sluice quarantine undo takes it back.
            """,
        examples: [
            Example(
                "sluice quarantine import held.csv --dry-run", "what the corrections would come to")
        ]
    ) { invocation, context in
        let path = invocation.operands[0]
        let bytes = try CorrectionFile.read(path, context.system)
        let texts = try CorrectionFile.corrections(in: bytes)
        guard !texts.isEmpty else {
            throw CommandFailure(
                .noInput, "\(PathText.shown(path)) has no records to import",
                hint: "it should be what sluice quarantine export wrote, corrected")
        }
        let session = try StationSession(invocation, context)
        let changed = try DeskCommand.changed(texts, session)
        context.output.message(
            "\(changed.count) of \(texts.count) records are changed")
        return try DeskCommand.run(.importCorrections(changed), invocation, context)
    }
}
