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
            (it starts with = + - @ and is no number) gets a leading apostrophe; --raw leaves that out. For an import, correct raw and
            leave entry_id (id in JSON lines) and raw_mark: by that mark it is told what was corrected, and what has changed since.
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
        let count = try writing(invocation, context) { sink in
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
            return count
        }
        context.output.flush()
        if !context.output.isClosed { context.output.message("\(count) entries") }
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

    /// Gives `body` where bytes go: the standard output, or a new file, which is private to its owner and removed should `body`
    /// fail.
    private static func writing(
        _ invocation: Invocation, _ context: CommandContext,
        _ body: (_ sink: ([UInt8]) throws -> Void) throws -> Int
    ) throws -> Int {
        guard let path = invocation.bytes(.outputFile) else { return try body(context.output.raw) }
        let parts = PathParts(path)
        let (directory, file): (Directory, FileDescriptor)
        do {
            directory = try context.system.openDirectory(path: parts.directory)
            file = try directory.create(parts.name)
        } catch {
            throw CommandFailure(
                .cannotCreate, "cannot create \(PathText.shown(path)): \(error.reason)")
        }
        do {
            return try body { bytes in
                do throws(SystemError) {
                    try context.system.write(bytes, to: file)
                } catch {
                    throw CommandFailure(
                        .inputOutput, "cannot write \(PathText.shown(path)): \(error.reason)",
                        hint: error.remedy)
                }
            }
        } catch {
            try? directory.remove(parts.name)
            throw error
        }
    }
}
