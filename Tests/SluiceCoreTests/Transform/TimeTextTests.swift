import SluiceCore
import Testing

@Suite struct TimeTextTests {
    private func parse(_ text: String) -> TimeStamp? {
        let bytes = Array("1\(text)1".utf8)
        return TimeText.parse(bytes.span, 1..<bytes.count - 1)
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }

    @Test func everyDayOfTenThousandYearsIsReadAndWritten() {
        // An independent calendar: it walks from day to day.
        var day = -719_162
        for year in 1...9_999 {
            let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for date in 1...length {
                    let text =
                        "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(date, 2)) 12:34:56"
                    let milliseconds = Int64(day * 86_400 + 45_296) * 1_000
                    let stamp = parse(text)
                    if stamp?.milliseconds != milliseconds {
                        Issue.record("\(text): \(String(describing: stamp))")
                    }
                    if TimeText.format(milliseconds: milliseconds, fraction: 0) != Array(text.utf8)
                    {
                        Issue.record("\(milliseconds) is not written as \(text)")
                    }
                    day += 1
                }
                let tooLate = "\(padded(year, 4))-\(padded(month + 1, 2))-\(length + 1) 00:00:00"
                if parse(tooLate) != nil { Issue.record("\(tooLate) is no date") }
            }
        }
        #expect(day == 2_932_897)
    }

    @Test(
        arguments: [
            ("1970-01-01 00:00:00", 0, 0), ("1970-01-01T00:00:01Z", 1_000, 0),
            ("2024-05-01 08:00:00", 1_714_550_400_000, 0),
            ("1969-12-31 23:59:59.5", -500, 1 << 32 | 5),
            ("1969-12-31 23:59:59.999999999", -1, 9 << 32 | 999_999_999),
            ("1970-01-01 00:00:00.0", 0, 1 << 32), ("1970-01-01 00:00:00.001", 1, 3 << 32 | 1),
            ("1970-01-01 00:00:00.0009", 0, 4 << 32 | 9),
            ("1970-01-01T02:00:00+02:00", 0, 0),
            ("1969-12-31T18:30:00.25-05:30", 250, 2 << 32 | 25),
            ("1970-01-01 23:59:00+23:59", 0, 0), ("1970-01-01 00:00:00-00:00", 0, 0),
            ("1970-01-01 00:00:00.123456789Z", 123, 9 << 32 | 123_456_789),
            ("2024-02-29 23:59:59", 1_709_251_199_000, 0),
            ("9999-12-31 23:59:59.999", 253_402_300_799_999, 3 << 32 | 999),
            ("0001-01-01 00:00:00", -62_135_596_800_000, 0),
        ] as [(String, Int64, UInt64)])
    func validTimesAreRead(text: String, milliseconds: Int64, fraction: UInt64) {
        #expect(parse(text) == TimeStamp(milliseconds: milliseconds, fraction: fraction))
    }

    @Test(arguments: [
        "", "2024-05-01", "2024-05-01 08:00", "2024-05-01T", "2024-05-01 24:00:00",
        "2024-05-01 08:00:60",
        "2024-05-01 08:60:00", "2024-13-01 08:00:00", "2024-00-01 08:00:00", "2024-05-00 08:00:00",
        "2024-05-32 08:00:00", "2024-02-30 08:00:00", "2023-02-29 08:00:00", "1900-02-29 08:00:00",
        "0000-01-01 00:00:00", "2024-05-01 08:00:00,5", "2024-05-01 08:00:00.",
        "2024-05-01 08:00:00.Z",
        "2024-05-01 08:00:00.1234567890", "2024-05-01 08:00:00+0200", "2024-05-01 08:00:00+02",
        "2024-05-01 08:00:00+24:00", "2024-05-01 08:00:00+02:60", "2024-05-01 08:00:00z",
        "2024-05-01t08:00:00", "2024-05-01  08:00:00", "2024-05-01 8:00:00", "2024/05/01 08:00:00",
        "2024-05-01 08:00:00 Z", "2024-05-01 08:00:00ZZ", " 2024-05-01 08:00:00",
        "+024-05-01 08:00:00",
        "2024-05-01 08-00-00", "2O24-05-01 08:00:00", "2024-05-01 08:00:0:", "2024-05-01 08:00:00x",
        "9999-12-31 23:59:59-00:01", "0001-01-01 00:00:00+00:01", "2024-05-01 08:00:00.5+02:0",
        "2024-05-01 08:00:00−02:00", "not-a-time", "01.05.2024", "2024-13-45 99:99:99",
    ])
    func otherTextsAreNoTimes(text: String) {
        #expect(parse(text) == nil)
    }

    @Test func everyByteButTheRightOneIsRejectedAtEachPlace() {
        let good = Array("2024-05-01 08:00:00".utf8)
        for place in good.indices {
            for byte in UInt8.min...UInt8.max {
                var text = good
                text[place] = byte
                let stamp = TimeText.parse(text.span, 0..<text.count)
                let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                let wasDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(good[place])
                let mayPass =
                    wasDigit ? isDigit : byte == good[place] || place == 10 && byte == 0x54
                if stamp != nil && !mayPass { Issue.record("\(text) passed") }
                if byte == good[place] { #expect(stamp != nil) }
            }
        }
    }

    @Test(arguments: [
        "2024-05-01 08:00:00", "1969-12-31 23:59:59.5", "0001-01-01 00:00:00.000",
        "9999-12-31 23:59:59.999999999", "1970-01-01 00:00:00.0",
    ])
    func aTimeIsWrittenAsItWasRead(text: String) throws {
        let stamp = try #require(parse(text))
        let written = TimeText.format(milliseconds: stamp.milliseconds, fraction: stamp.fraction)
        #expect(String(decoding: written, as: UTF8.self) == text)
    }
}
