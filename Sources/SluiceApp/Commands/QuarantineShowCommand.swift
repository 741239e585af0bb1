internal import SluiceStore

extension Command {
    /// Shows quarantine entries in full.
    package static let quarantineShow = Command(
        "quarantine show", operands: .some("ID"), options: [.raw, .json],
        summary: "show held records in full, with everything that is wrong with them",
        details: """
            Shows the record as it stands in the file, where it stands, and all findings. --raw writes the record's
            bytes and a line end, and nothing else: at most the first 64 KiB of a longer record are kept.
            """,
        examples: [
            Example("sluice quarantine show 12", "one entry"),
            Example("sluice quarantine show --json 12 13", "two of them, for another program"),
        ]
    ) { invocation, context in
        let reader = try StationSession(invocation, context).reader()
        for (index, operand) in invocation.operands.enumerated() {
            let text = String(decoding: operand, as: UTF8.self)
            guard let id = Int64(text) else {
                throw CommandFailure(
                    .usage, "an entry is named by its number, not by \(text)",
                    hint: "see: sluice quarantine list")
            }
            guard let entry = try reader?.quarantineEntry(id) else {
                throw CommandFailure(
                    .noInput, "there is no quarantine entry \(id)",
                    hint: "see: sluice quarantine list --state all")
            }
            if invocation.has(.json) {
                context.output.json { QuarantineReport.json(entry, withRecord: true, into: &$0) }
            } else if invocation.has(.raw) {
                context.output.raw(entry.raw + [UInt8(ascii: "\n")])
            } else {
                if index > 0 { context.output.line("") }
                QuarantineReport.lines(entry).forEach(context.output.line)
            }
        }
        return .done
    }
}
