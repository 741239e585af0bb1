import SluiceCore
import Testing

@Suite struct TimeReaderTests {
    private func read(_ text: String, _ formats: [String]) -> Int64? {
        let bytes = Array(text.utf8)
        return TimeReader(TimeSource(fields: ["t"], formats: formats))
            .read(bytes.span, 0..<bytes.count)?.milliseconds
    }

    @Test func takesOnlyTheFormatsThatAreGiven() {
        let space = "%Y-%m-%d %H:%M:%S"
        let letter = "%Y-%m-%dT%H:%M:%S"
        #expect(read("2024-05-01 08:00:00", [space]) == 1_714_550_400_000)
        #expect(read("2024-05-01T08:00:00", [space]) == nil)
        #expect(read("2024-05-01T08:00:00Z", [letter]) == 1_714_550_400_000)
        #expect(read("2024-05-01 08:00:00", [letter]) == nil)
        #expect(read("2024-05-01 08:00:00", [letter, space]) == 1_714_550_400_000)
        #expect(read("2024-05-01", [letter, space]) == nil)
    }
}
