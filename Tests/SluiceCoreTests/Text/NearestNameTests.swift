internal import SluiceCore
internal import Testing

@Suite("Nearest name")
struct NearestNameTests {
    private static let names = ["ingest", "check", "status", "init", "quarantine list"]

    @Test(
        "a slip finds the name that was meant",
        arguments: [
            ("ingset", "ingest"), ("chek", "check"), ("STATUS", "status"), ("statsu", "status"),
            ("inti", "init"), ("quarantin list", "quarantine list"),
        ])
    func near(typed: String, meant: String) {
        #expect(NearestName.of(typed, among: Self.names) == meant)
    }

    @Test("something else finds nothing", arguments: ["", "x", "delete", "quarantine everything"])
    func far(_ typed: String) {
        #expect(NearestName.of(typed, among: Self.names) == nil)
    }

    @Test(
        "distance counts swaps of neighbours once",
        arguments: [
            ("ab", "ba", 1), ("abc", "abc", 0), ("", "abc", 3), ("kitten", "sitting", 3),
            ("ca", "abc", 3),
        ])
    func distance(left: String, right: String, distance: Int) {
        #expect(NearestName.distance(Array(left.utf8), Array(right.utf8)) == distance)
    }
}
