internal import SluiceCore
internal import SluiceStore

/// Shows the journal on the command line.
struct JournalReport {
    private static let pageLines = 500

    private let output: Output
    private let isJSON: Bool

    /// A report as JSON or as text.
    init(output: Output, isJSON: Bool) {
        self.output = output
        self.isJSON = isJSON
    }

    /// The batches that a filter lets through, newest first; a limit of 0 shows all.
    func batches(_ filter: FilterExpression, limit: Int, _ reader: StoreReader) throws {
        var offset = 0
        while limit == 0 || offset < limit, !output.isClosed {
            let wanted = limit == 0 ? Self.pageLines : min(Self.pageLines, limit - offset)
            let page = try reader.journal(filter, offset: offset, limit: wanted)
            show(page, isFirst: offset == 0, titles: Self.batchTitles) { entry in
                [
                    "\(entry.batch)", UTCText.timestamp(microseconds: entry.microseconds),
                    entry.actor, entry.title, "\(entry.count)",
                    (entry.limits + [entry.counts?.words ?? ""]).filter { !$0.isEmpty }
                        .joined(separator: ", "),
                    entry.standing, entry.reason ?? "",
                ]
            }
            offset += page.count
            if page.count < wanted { return }
        }
    }

    /// The lines of a batch in their order; a limit of 0 shows all.
    func lines(ofBatch batch: Int64, limit: Int, _ reader: StoreReader) throws {
        var last: Int64 = 0
        var shown = 0
        while limit == 0 || shown < limit, !output.isClosed {
            let wanted = limit == 0 ? Self.pageLines : min(Self.pageLines, limit - shown)
            let page = try reader.journalLines(ofBatch: batch, after: last, limit: wanted)
            show(page, isFirst: shown == 0, titles: Self.lineTitles) { entry in
                [
                    entry.entryID.map { "\($0)" } ?? "-", entry.fileID.map { "\($0)" } ?? "-",
                    entry.action, entry.limits.isEmpty ? entry.before ?? "" : "",
                    entry.limits.isEmpty
                        ? entry.after ?? "" : entry.limits.joined(separator: ", "),
                ]
            }
            shown += page.count
            guard page.count == wanted, let end = page.last?.id else { return }
            last = end
        }
    }

    /// All but the result can be named in a filter.
    private static let batchTitles = [
        ">\(title(.batch))", title(.when), title(.actor), title(.action), ">\(title(.count))",
        "result", title(.undone), title(.reason),
    ]
    private static let lineTitles = [">entry", ">file", "what", "before", "after"]

    private static func title(_ column: JournalEntry.Column) -> String { column.title }

    private func show(
        _ entries: [JournalEntry], isFirst: Bool, titles: [String],
        _ cells: (JournalEntry) -> [String]
    ) {
        guard !isJSON else {
            for entry in entries { output.json { Self.json(entry, into: &$0) } }
            return
        }
        guard !entries.isEmpty else { return }
        var table = TextTable(titles)
        for entry in entries { table.add(cells(entry)) }
        table.lines(withTitles: isFirst).forEach(output.line)
    }

    private static func json(_ entry: JournalEntry, into json: inout JSONWriter) {
        json.integer("id", entry.id)
        json.text("at", UTCText.timestamp(microseconds: entry.microseconds))
        json.text("actor", entry.actor)
        json.text("action", entry.action)
        json.integer("batch", entry.batch)
        json.integer("file_id", entry.fileID)
        json.text("dataset", entry.dataset)
        json.integer("entry_id", entry.entryID)
        json.text("reason", entry.reason)
        json.text("before", entry.before)
        json.text("after", entry.after)
        json.integer("undone_by", entry.undoneBy)
        json.integer("count", entry.count)
        guard !entry.limits.isEmpty else { return }
        json.array("limits") { json in for limit in entry.limits { json.text(nil, limit) } }
    }
}
