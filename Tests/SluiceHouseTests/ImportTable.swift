/// Which modules each target may import: the table of the article Architecture, which is its one home.
struct ImportTable {
    /// Allowed modules by target.
    let allowed: [String: Set<String>]

    /// Reads the rows `| Target | may import |` of a Markdown text; the modules stand in backquotes.
    init(markdown: String) {
        var allowed: [String: Set<String>] = [:]
        for line in markdown.split(separator: "\n") {
            let cells = line.split(separator: "|").map(Self.quotedWords)
            guard cells.count == 2, cells[0].count == 1, let target = cells[0].first else {
                continue
            }
            allowed[target] = Set(cells[1])
        }
        self.allowed = allowed
    }

    private static func quotedWords(_ cell: Substring) -> [String] {
        let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }
}
