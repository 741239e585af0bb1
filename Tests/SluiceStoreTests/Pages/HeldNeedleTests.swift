@testable internal import SluiceStore
internal import Testing

@Suite("Needles of filters")
struct HeldNeedleTests {
    private func isFound(_ needle: String, in text: String) -> Bool {
        let bytes = Array("x\(text)x".utf8)
        return HeldNeedle(needle).occurs(in: bytes.span, 1..<(bytes.count - 1))
    }

    @Test("a needle is found in bytes whatever the case, and not beyond their range")
    func bytes() {
        #expect(isFound("n/a", in: "N/A"))
        #expect(isFound("rr", in: "ERR"))
        #expect(isFound("", in: ""))
        #expect(!isFound("x", in: "abc"))
        #expect(!isFound("abcd", in: "abc"))
        #expect(isFound("aab", in: "aaab"))
    }

    @Test("a needle of digits is found in numbers exactly where their text has it")
    func numbers() {
        let numbers: [Int64] =
            Array(0...2100) + [10_203, 99_999, 100_000, 123_456, 1_002_003, 4_000_000_017]
        for needle in ["0", "00", "1", "01", "12", "20", "100", "203", "999", "1000", "17"] {
            var memory = HeldNeedle.Memory()
            let made = HeldNeedle(needle)
            for number in numbers {
                #expect(
                    made.occurs(in: number, &memory) == "\(number)".contains(needle)
                        || number == 0 && needle.contains("0"), "\(needle) in \(number)")
            }
        }
        var memory = HeldNeedle.Memory()
        #expect(!HeldNeedle("1a").occurs(in: 10, &memory))
        #expect(!HeldNeedle("1234567890123456789").occurs(in: 123, &memory))
        #expect(!HeldNeedle("1").occurs(in: -1, &memory))
    }

    @Test("a needle is found in moments as lists show them, in their zone")
    func moments() {
        let moment: Int64 = 1_795_435_473_500_000
        for (needle, zone, isFound) in [
            ("12:04", 0, true), ("12:04:33", 0, true), ("11-23 12", 0, true), ("12:05", 0, false),
            ("14:04", 7_200, true), ("12:04", 7_200, false), ("2026-11-24 00:", 43_200, true),
            ("2026-11-22", -43_260 - 14_400, true),
        ] {
            var memory = HeldNeedle.Moment()
            let made = HeldNeedle(needle)
            #expect(
                made.occurs(inTime: moment, zoneSeconds: zone, &memory) == isFound, "\(needle)")
            // Another moment of the day, the same again, and one before 1970.
            #expect(
                made.occurs(inTime: moment, zoneSeconds: zone, &memory) == isFound, "\(needle)")
            #expect(!made.occurs(inTime: moment + 3_600_000_000_000, zoneSeconds: zone, &memory))
            #expect(
                made.occurs(inTime: moment, zoneSeconds: zone, &memory) == isFound, "\(needle)")
        }
        var memory = HeldNeedle.Moment()
        #expect(HeldNeedle("1969-12-31 23:59:59").occurs(inTime: -1, zoneSeconds: 0, &memory))
        _ = HeldNeedle("12:04").occurs(inTime: .max, zoneSeconds: 43_200, &memory)
        _ = HeldNeedle("12:04").occurs(inTime: .min, zoneSeconds: -43_200, &memory)
    }
}
