@testable internal import SluiceStore
internal import Testing

@Suite("Lines of a file")
struct LineSetTests {
    @Test("a line is new once, and others beside it are not in")
    func insertion() {
        var lines = LineSet()
        for line in [0, 63, 64, 1_000_000] {
            #expect(!lines.contains(line))
            let isNew = [lines.insert(line), lines.insert(line)]
            #expect(isNew == [true, false] && lines.contains(line))
        }
        for line in [1, 62, 65, 127, 128, 999_999, 2_000_000] { #expect(!lines.contains(line)) }
    }
}
