internal import SluiceCore

extension Command {
    /// Changes one record.
    package static let quarantineEdit = Command(
        "quarantine edit", operands: .one("ID"),
        options: [.set, .rawText] + DeskCommand.common,
        summary: "change one held record and store it when it passes then",
        details: """
            Fields get new texts by --set FIELD=VALUE, several times if need be, or the whole record is given anew by
            --raw-text. Of a rejected file --raw-text gives another header, by which the file is judged anew; names of its
            columns alone are given by sluice quarantine rename. A record that fails stays held as it was edited. The
            operation is one transaction and one batch of the journal: sluice quarantine undo takes it back.
            """,
        examples: [
            Example("sluice quarantine edit 17 --set mood_score=2.5", "one field"),
            Example(
                "sluice quarantine edit 17 --set location_id=103 --set sleep_hours=7", "two fields"),
        ]
    ) { invocation, context in
        let id = try DeskCommand.number(invocation.operands[0], of: "an entry")
        let texts = invocation.all(.set)
        if let raw = invocation.bytes(.rawText) {
            guard texts.isEmpty else {
                throw CommandFailure(.usage, "give fields by --set or the record by --raw-text")
            }
            return try DeskCommand.run(.edit(entry: id, raw: raw), invocation, context)
        }
        guard !texts.isEmpty else {
            throw CommandFailure(.usage, "say what is new: --set FIELD=VALUE, or --raw-text TEXT")
        }
        return try DeskCommand.run(
            .repair(.entries([id]), try texts.map(repair)), invocation, context)
    }

    /// The repair that `FIELD=VALUE` stands for.
    private static func repair(_ text: [UInt8]) throws(CommandFailure) -> FieldRepair {
        let parts = text.split(
            separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let value = String(validating: parts[1], as: UTF8.self) else {
            throw CommandFailure(.usage, "--set of an edit needs FIELD=VALUE")
        }
        return FieldRepair(
            field: String(decoding: parts[0], as: UTF8.self), change: .value(value))
    }
}
