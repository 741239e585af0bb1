internal import FoundationEssentials
internal import SluiceCore
internal import Testing

@Suite("The README's queries")
struct ReadmeQueriesTests {
    private static let queries: [String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let parts = (text ?? "").split(separator: "```sql\n").dropFirst()
        return parts.compactMap { $0.split(separator: "```").first }
            .flatMap { $0.split(separator: ";") }.map { String($0) }
            .filter { $0.contains("SELECT") }
    }()

    @Test("run on the database as it is", arguments: queries)
    func run(_ query: String) throws {
        let fixture = try StoreFixture()
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 3)])
        _ = try fixture.rows(query)
        #expect(Self.queries.count >= 5)
    }
}
