internal import SluiceCore

extension Command {
    /// Gives columns of rejected files the names of fields.
    package static let quarantineRename = Command(
        "quarantine rename", operands: .any("ID"),
        options: [.map] + DeskCommand.selecting + DeskCommand.common,
        summary: "take rejected files whose columns have other names",
        details: """
            ID is the entry of a file that was rejected as a whole because of its header. Its columns get the names that
            --map COLUMN=FIELD gives them, and it is judged anew with that header: its rows are stored and its bad records
            held as of any other file. The file itself stays as it is. The operation is one transaction and one batch of
            the journal: sluice quarantine undo rejects the files again.
            """,
        examples: [
            Example(
                "sluice quarantine rename 17 --map temp_c=temperature_celsius --dry-run",
                "what would be stored"),
            Example(
                "sluice quarantine rename --code HEADER --map temp_c=temperature_celsius",
                "all files rejected for their header"),
        ]
    ) { invocation, context in
        let renames = try invocation.all(.map).map(rename)
        guard !renames.isEmpty else {
            throw CommandFailure(.usage, "say which column is which: --map COLUMN=FIELD")
        }
        let selection = try DeskCommand.selection(
            invocation, try StationSession(invocation, context))
        return try DeskCommand.run(.renameColumns(selection, renames), invocation, context)
    }

    /// The pair that `COLUMN=FIELD` stands for; the last sign parts, because no field has one in its name.
    private static func rename(_ text: [UInt8]) throws(CommandFailure) -> ColumnRename {
        guard let sign = text.lastIndex(of: UInt8(ascii: "=")),
            let column = String(validating: text[..<sign], as: UTF8.self),
            let field = String(validating: text[(sign + 1)...], as: UTF8.self),
            !column.isEmpty, !field.isEmpty
        else { throw CommandFailure(.usage, "--map needs COLUMN=FIELD") }
        return ColumnRename(column: column, field: field)
    }
}
