internal import SluiceCore
internal import SluiceStore

extension Command {
    /// Lists quarantine entries.
    package static let quarantineList = Command(
        "quarantine list", options: [.inFile, .code, .column, .entryState, .after, .limit, .json],
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
        let filter = try QuarantineSelection.filter(invocation)
        let limit = try invocation.count(.limit) ?? 50
        guard let reader = try StationSession(invocation, context).store.reader() else {
            return .done
        }
        var after = Int64(try invocation.count(.after) ?? 0)
        var left = limit == 0 ? Int.max : limit
        while left > 0, !context.output.isClosed {
            let asked = min(left, 500)
            let page = try reader.quarantinePage(filter, after: after, limit: asked)
            QuarantineSelection.write(page, isJSON: invocation.has(.json), to: context.output)
            left -= page.count
            after = page.last?.id ?? after
            if page.count < asked { return .done }
        }
        if limit > 0, !invocation.has(.json) {
            context.output.message("there may be more: --after \(after), or --limit 0 for all")
        }
        return .done
    }
}

/// What `quarantine list` selects, and how it writes a page.
private enum QuarantineSelection {
    static func filter(_ invocation: Invocation) throws(CommandFailure) -> QuarantineFilter {
        var filter = QuarantineFilter()
        filter.fileName = try invocation.text(.inFile)
        filter.column = try invocation.text(.column)
        if let text = try invocation.text(.code) {
            guard let code = FindingCode(rawValue: text.uppercased()) else {
                throw unknown("code", text, FindingCode.allCases.map(\.rawValue))
            }
            filter.code = code
        }
        if let text = try invocation.text(.entryState) {
            filter.status = QuarantineStatus(rawValue: text)
            if filter.status == nil, text != "all" {
                throw unknown(
                    "state", text, ["held", "released", "discarded", "superseded", "all"])
            }
        }
        return filter
    }

    static func write(_ page: [QuarantineEntry], isJSON: Bool, to output: Output) {
        guard !page.isEmpty else { return }
        if isJSON {
            for entry in page {
                output.json { QuarantineReport.json(entry, withRecord: false, into: &$0) }
            }
            return
        }
        var table = TextTable(QuarantineReport.columns)
        for entry in page { QuarantineReport.rows(entry).forEach { table.add($0) } }
        table.lines.forEach(output.line)
    }

    private static func unknown(
        _ what: String, _ text: String, _ known: [String]
    ) -> CommandFailure {
        let nearest = NearestName.of(text, among: known)
        return CommandFailure(
            .usage, "unknown \(what) \(text)",
            hint: nearest.map { "did you mean \($0)?" }
                ?? "one of: \(known.joined(separator: ", "))")
    }
}
