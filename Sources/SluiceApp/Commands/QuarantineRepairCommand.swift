internal import SluiceConsole
internal import SluiceCore

extension Command {
    /// Changes a field of many records.
    package static let quarantineRepair = Command(
        "quarantine repair", operands: .any("ID"),
        options: single + [.change] + DeskCommand.selecting + DeskCommand.common,
        summary: "change a field of held records and store those that pass then",
        details: """
            The field gets a text (--set), the value of an SQL expression over the fields of the record (--expression; v
            is the field itself) or the same quantity in another unit (--convert); where a cell was lost or slipped in, an
            empty one is put in at the field (--insert-cell) or the one there is taken out (--remove-cell). --change takes
            several changes in one line, as the console and sluice quarantine groups write them. All other bytes of the record
            stay. Of several records one that fails keeps its old text, unless the change cures it of a finding and brings no
            other: then it stays held rewritten, and is counted so. A text for a single record (--set) is an edit, and stays in it.
            The operation is one transaction and one batch of the journal: sluice quarantine undo takes it back.
            """,
        examples: [
            Example(
                "sluice quarantine repair --code RANGE --field temperature_celsius --convert degF:degC",
                "Fahrenheit by mistake"),
            Example(
                "sluice quarantine repair --code NUMBER --field humidity_percent --set \"\" --dry-run",
                "no value instead"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        let selection = try DeskCommand.selection(invocation, session)
        return try DeskCommand.run(
            .repair(selection, try repairs(invocation)), invocation, context)
    }

    /// The options that say one change.
    private static let single: [CommandOption] = [
        .field, .set, .expression, .convert, .insertCell, .removeCell,
    ]

    private static func repairs(_ invocation: Invocation) throws(CommandFailure) -> [FieldRepair] {
        guard let line = try invocation.text(.change) else { return [try repair(invocation)] }
        guard single.allSatisfy({ !invocation.has($0) }) else {
            throw CommandFailure(.usage, "--change says all: leave the other options away")
        }
        switch RepairText.repairs(line) {
        case .success(let repairs): return repairs
        case .failure(let problem):
            throw CommandFailure(.usage, "--change: \(problem.message.string)")
        }
    }

    private static func repair(_ invocation: Invocation) throws(CommandFailure) -> FieldRepair {
        guard let field = try invocation.text(.field) else {
            throw CommandFailure(.usage, "name the field that is repaired: --field NAME")
        }
        var changes: [FieldRepair.Change] = []
        if let text = try invocation.text(.set) { changes.append(.value(text)) }
        if let text = try invocation.text(.expression) { changes.append(.expression(text)) }
        if let text = try invocation.text(.convert) {
            let units = text.split(separator: ":").map(String.init)
            guard units.count == 2 else {
                throw CommandFailure(
                    .usage, "--convert needs two units, such as degF:degC",
                    hint: "known units: \(UnitCatalog.names.joined(separator: " "))")
            }
            changes.append(.conversion(from: units[0], to: units[1]))
        }
        if invocation.has(.insertCell) { changes.append(.insertion) }
        if invocation.has(.removeCell) { changes.append(.removal) }
        guard changes.count == 1, let change = changes.first else {
            throw CommandFailure(
                .usage,
                "a repair needs exactly one of --set, --expression, --convert, --insert-cell "
                    + "and --remove-cell")
        }
        return FieldRepair(field: field, change: change)
    }
}
