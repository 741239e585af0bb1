internal import SluiceCore
internal import SluiceStore

/// Which quarantine entries a command line selects, and the way through them page by page.
struct QuarantineSelection {
    /// The options that say what entries have in common; the same for every command.
    static let narrowing: [CommandOption] = [
        .inFile, .code, .column, .shape, .location, .filter,
    ]
    /// The options of lists.
    static let options: [CommandOption] = narrowing + [.entryState, .after, .limit]
    private static let pageEntries = 500

    private let filter: QuarantineFilter
    private let first: Int64
    private let limit: Int

    /// The selection of a command line; `limit` holds when it names none, 0 meaning all.
    init(_ invocation: Invocation, defaultLimit: Int) throws(CommandFailure) {
        filter = try Self.filter(invocation)
        first = Int64(try invocation.count(.after) ?? 0)
        limit = try invocation.count(.limit) ?? defaultLimit
    }

    /// Gives the selected entries to `body`, page by page in the order of their numbers, until the output is closed.
    ///
    /// Answers the last entry given when the limit ended it, else nil. Memory: one page, and 8 bytes for each entry where values
    /// or locations are looked at.
    func forEachPage(
        in reader: StoreReader, datasets: DatasetCatalog, _ output: Output,
        _ body: ([QuarantineEntry]) throws -> Void
    ) throws -> Int64? {
        try Self.requireFile(of: filter, reader)
        var after = first
        var left = limit == 0 ? Int.max : limit
        var chosen: ArraySlice<Int64>?
        if !filter.isPlain {
            chosen =
                try reader.quarantineIDs(filter, after: first, most: left, datasets: datasets)[...]
        }
        while left > 0, !output.isClosed {
            let asked = min(left, Self.pageEntries)
            let page: [QuarantineEntry]
            if let ids = chosen?.prefix(asked) {
                page = try ids.compactMap(reader.quarantineEntry)
                chosen = chosen?.dropFirst(asked)
            } else {
                page = try reader.quarantinePage(filter, after: after, limit: asked)
            }
            if !page.isEmpty { try body(page) }
            left -= page.count
            after = page.last?.id ?? after
            if page.count < asked { return nil }
        }
        return left > 0 ? nil : after
    }

    /// The conditions that a command line names.
    static func filter(_ invocation: Invocation) throws(CommandFailure) -> QuarantineFilter {
        var filter = QuarantineFilter()
        filter.fileName = try invocation.text(.inFile)
        filter.column = try invocation.text(.column)
        filter.shape = try invocation.text(.shape)
        filter.location = try invocation.text(.location)
        filter.expression = try DeskCommand.filter(
            invocation, columns: QuarantineQuery.Column.names)
        if let text = try invocation.text(.code) {
            guard let code = FindingCode(rawValue: text.uppercased()) else {
                throw unknown("code", text, FindingCode.allCases.map(\.rawValue))
            }
            filter.code = code
        }
        if let text = try invocation.text(.entryState) {
            filter.status = QuarantineStatus(rawValue: text)
            if filter.status == nil, text != "all" {
                throw unknown("state", text, QuarantineStatus.allCases.map(\.rawValue) + ["all"])
            }
        }
        return filter
    }

    /// Throws `noInput` when a filter names a file that no entry is of whatever has become of it.
    static func requireFile(of filter: QuarantineFilter, _ reader: StoreReader) throws {
        guard let name = filter.fileName, try !reader.hasFile(named: name) else { return }
        let nearest = NearestName.of(name, among: try reader.newestFileNames())
        throw CommandFailure(
            .noInput, "no file \(name) was ever taken",
            hint: nearest.map { "did you mean \($0)?" }
                ?? "sluice quarantine list --limit 0 has the files of what is held")
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
