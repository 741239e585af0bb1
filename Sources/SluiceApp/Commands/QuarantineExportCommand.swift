internal import SluiceCore
internal import SluiceSystem

extension Command {
    /// Writes quarantine entries for other programs.
    package static let quarantineExport = Command(
        "quarantine export",
        options: QuarantineSelection.options + [.format, .outputFile, .raw],
        summary: "write held records and their findings as CSV or JSON lines",
        details: """
            CSV has a record for each finding; JSON lines have an object for each entry with all its findings. Without
            --limit everything that is selected is written. In CSV a text that a spreadsheet would take for a formula
            (it starts with = + - @ and is no number) gets a leading apostrophe; --raw leaves that out.
            """,
        examples: [
            Example(
                "sluice quarantine export --output held.csv", "everything held, for a spreadsheet"),
            Example("sluice quarantine export --format jsonl --code DATE", "for another program"),
        ]
    ) { invocation, context in
        let selection = try QuarantineSelection(invocation, defaultLimit: 0)
        let format = try format(invocation)
        let session = try StationSession(invocation, context)
        let datasets = try session.datasets.catalog()
        let reader = try session.reader()
        let sink = try sink(invocation, context)
        var count = 0
        try sink(format.header())
        if let reader {
            _ = try selection.forEachPage(
                in: reader, datasets: datasets, context.output
            ) { page in
                count += page.count
                try sink(format.text(of: page, guardsFormulas: !invocation.has(.raw)))
            }
        }
        context.output.message("\(count) entries")
        return .done
    }

    private static func format(
        _ invocation: Invocation
    ) throws(CommandFailure) -> QuarantineExport {
        guard let text = try invocation.text(.format) else { return .csv }
        guard let format = QuarantineExport(rawValue: text) else {
            throw CommandFailure(.usage, "unknown format \(text)", hint: "one of: csv, jsonl")
        }
        return format
    }

    /// Where the bytes go: the standard output, or a new file, which is private to its owner.
    private static func sink(
        _ invocation: Invocation, _ context: CommandContext
    ) throws(CommandFailure) -> ([UInt8]) throws -> Void {
        guard let path = invocation.bytes(.outputFile) else { return context.output.raw }
        let parts = PathParts(path)
        do {
            let file = try context.system.openDirectory(path: parts.directory).create(parts.name)
            return { try context.system.write($0, to: file) }
        } catch {
            throw CommandFailure(
                .cannotCreate, "cannot create \(PathText.shown(path)): \(error.reason)")
        }
    }
}
