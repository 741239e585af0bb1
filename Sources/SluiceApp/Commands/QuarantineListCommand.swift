internal import SluiceCore
internal import SluiceStore

extension Command {
    /// Lists quarantine entries.
    package static let quarantineList = Command(
        "quarantine list", options: QuarantineSelection.options + [.json],
        summary: "list what is held in quarantine and why",
        details: """
            One row for each finding, entries in the order of their numbers. The options narrow the list; with
            --after and --limit it is read page by page. JSON has one entry a line with all its findings.
            """,
        examples: [
            Example("sluice quarantine list", "the first 50 entries that are held"),
            Example("sluice quarantine list --code RANGE --column mood_score", "of one reason"),
            Example("sluice quarantine list --limit 0 --json", "everything, for another program"),
        ]
    ) { invocation, context in
        let selection = try QuarantineSelection(invocation, defaultLimit: 50)
        let session = try StationSession(invocation, context)
        guard let reader = try session.reader() else { return .done }
        defer { reader.close() }
        let datasets = try session.datasets.catalog()
        let output = context.output
        var isFirst = true
        let last = try selection.forEachPage(in: reader, datasets: datasets, output) { page in
            guard !invocation.has(.json) else {
                for entry in page {
                    output.json { QuarantineReport.json(entry, withRecord: false, into: &$0) }
                }
                return
            }
            var table = TextTable(QuarantineReport.columns)
            for entry in page { QuarantineReport.rows(entry).forEach { table.add($0) } }
            table.lines(withTitles: isFirst).forEach(output.line)
            isFirst = false
        }
        if let last, !invocation.has(.json) {
            output.message("there may be more: --after \(last), or --limit 0 for all")
        }
        return .done
    }
}
