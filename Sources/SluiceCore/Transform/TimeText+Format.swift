/// Times written the way the store shows them.
extension TimeText {
    /// `YYYY-MM-DD HH:MM:SS` in UTC, with `.` and the fraction's digits when it has some; 19 to 29 bytes.
    package static func format(milliseconds: Int64, fraction: UInt64) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(29)
        append(milliseconds: milliseconds, fraction: fraction, to: &text)
        return text
    }

    /// Appends what ``format(milliseconds:fraction:)`` returns; years beyond 0001…9999 show their last four digits.
    package static func append(milliseconds: Int64, fraction: UInt64, to text: inout [UInt8]) {
        let seconds = milliseconds / 1_000 - (milliseconds % 1_000 < 0 ? 1 : 0)
        let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        let second = Int(seconds - days * 86_400)
        let date = CivilDate(daysSinceEpoch: Int(days))
        appendDigits(UInt64(date.year.magnitude % 10_000), count: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDigits(UInt64(date.month), count: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDigits(UInt64(date.day), count: 2, to: &text)
        text.append(UInt8(ascii: " "))
        appendDigits(UInt64(second / 3_600), count: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDigits(UInt64(second / 60 % 60), count: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDigits(UInt64(second % 60), count: 2, to: &text)
        guard fraction >> 32 > 0 else { return }
        text.append(UInt8(ascii: "."))
        let digits = Int(min(9, fraction >> 32))
        appendDigits(fraction & 0xFFFF_FFFF, count: digits, to: &text)
    }

    private static func appendDigits(_ value: UInt64, count: Int, to text: inout [UInt8]) {
        var divisor: UInt64 = 1
        for _ in 1..<count { divisor *= 10 }
        for _ in 0..<count {
            text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor = max(1, divisor / 10)
        }
    }
}
