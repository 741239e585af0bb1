internal import SluiceCore
internal import Testing

@Suite("UTC text")
struct UTCTextTests {
    @Test(
        "known moments",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_123_456, "2000-02-29T00:00:00.123Z"),
            (1_709_251_199_999_999, "2024-02-29T23:59:59.999Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000Z"),
            (253_402_300_799_000_000, "9999-12-31T23:59:59.000Z"),
        ])
    func known(microseconds: Int64, text: String) {
        #expect(UTCText.timestamp(microseconds: microseconds) == text)
        #expect(UTCText.day(microseconds: microseconds) == String(text.prefix(10)))
    }

    @Test("days follow each other through a whole era")
    func days() {
        var expected = (year: 1900, month: 1, day: 1)
        let start: Int64 = -25_567
        for offset in 0..<146_097 {
            let text = UTCText.day(microseconds: (start + Int64(offset)) * 86_400_000_000)
            let parts = text.split(separator: "-").compactMap { Int($0) }
            guard parts == [expected.year, expected.month, expected.day] else {
                Issue.record("\(text) instead of \(expected)")
                return
            }
            let isLeap =
                expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            expected.day += 1
            if expected.day > lengths[expected.month - 1] {
                expected.day = 1
                expected.month += 1
            }
            if expected.month > 12 {
                expected.month = 1
                expected.year += 1
            }
        }
    }
}
