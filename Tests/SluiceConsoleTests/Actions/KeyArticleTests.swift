import FoundationEssentials
import SluiceConsole
import SluiceCore
import Testing

/// Keeps the article's table of keys the same as the catalog.
@Suite struct KeyArticleTests {
    private static let article = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "Sources/SluiceApp/SluiceApp.docc/Console.md")
    private static let heading = "## All keys and commands\n"

    @Test func theArticleListsAllKeys() throws {
        let text = try String(contentsOf: Self.article, encoding: .utf8)
        let start = try #require(text.firstRange(of: Self.heading))
        let written = String(text[start.upperBound...])
        if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
            try (text[..<start.upperBound] + Self.table)
                .write(to: Self.article, atomically: true, encoding: .utf8)
            Issue.record("recorded the table of keys; read it, then run again")
            return
        }
        #expect(written == Self.table, "record it anew with SLUICE_RECORD=1")
    }

    private static var table: String {
        Action.Section.allCases.map { section in
            let rows = ActionCatalog.all.filter { $0.section == section }.map(row)
            return """

                ### \(section.rawValue)

                | key | command | what it does |
                |---|---|---|
                \(rows.joined(separator: "\n"))

                """
        }.joined()
    }

    private static func row(_ action: Action) -> String {
        let keys = action.keys.map { "`\($0)`" }.joined(separator: " ")
        let usage = action.arguments.reduce(action.id) { $0 + " " + $1.name.string }
        // A bar would end the cell.
        let cell = usage.split(separator: "|").joined(separator: "\\|")
        return "| \(keys) | `:\(cell)` | \(action.help) |"
    }
}
