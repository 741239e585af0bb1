/// Times in the form of the record rules: `YYYY-MM-DD HH:MM:SS` or with `T`, optional fraction, optional `Z` or offset.
///
/// A date must be one of the calendar, years 0001 to 9999 both as written and in UTC; seconds are required and go to
/// 59; a fraction is `.` and one to nine digits; an offset is `±hh:mm` up to ±23:59. A time without zone is UTC.
package enum TimeText {
    /// The time of a text that matches as a whole (trim it first); nil when it does not.
    @inline(__always)
    package static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TimeStamp? {
        let first = range.lowerBound
        guard first >= 0, range.upperBound <= bytes.count, range.upperBound &- first >= 19,
            let seconds = seconds(bytes, first)
        else { return nil }
        if range.upperBound &- first == 19 { return TimeStamp(seconds: seconds, fraction: 0) }
        return withTail(bytes, first &+ 19..<range.upperBound, seconds)
    }

    /// Seconds since 1970 of the nineteen bytes from an index, which must be there.
    @inline(__always)
    private static func seconds(_ bytes: Span<UInt8>, _ first: Int) -> Int? {
        // The three loads lie within the nineteen bytes: YYYY-MM-, DD HH:MM, HH:MM:SS.
        let date = ByteWords.load(bytes, at: first, padding: 0)
        let middle = ByteWords.load(bytes, at: first &+ 8, padding: 0)
        let time = ByteWords.load(bytes, at: first &+ 11, padding: 0)
        let dateDigits = date ^ 0x2D30_302D_3030_3030  // "0000-00-": digits become 0…9, dashes 0
        let dayDigits = middle & 0xFFFF ^ 0x3030
        let timeDigits = time ^ 0x3030_3A30_303A_3030  // "00:00:00"
        let separator = middle &>> 16 & 0xFF
        let wrong =
            notDigits(dateDigits, marks: 0xFF00_00FF_0000_0000)
            | notDigits(dayDigits, marks: 0)
            | notDigits(timeDigits, marks: 0x0000_FF00_00FF_0000)
        guard wrong == 0, separator == 0x20 || separator == 0x54 else { return nil }
        let year = pair(dateDigits) &* 100 &+ pair(dateDigits &>> 16)
        let day = CivilDate(year: year, month: pair(dateDigits &>> 40), day: pair(dayDigits))
        let hour = pair(timeDigits)
        let minute = pair(timeDigits &>> 24)
        let second = pair(timeDigits &>> 48)
        guard year > 0, day.isReal, hour < 24, minute < 60, second < 60 else { return nil }
        return day.daysSinceEpoch &* 86_400 &+ hour &* 3_600 &+ minute &* 60 &+ second
    }

    /// Not zero when a byte is above 9, or is not zero where `marks` has a byte of a separator.
    @inline(__always)
    private static func notDigits(_ word: UInt64, marks: UInt64) -> UInt64 {
        ((word | (word &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0) | (word & marks)
    }

    /// The two lowest bytes as a number, the lower one being the tens.
    @inline(__always)
    private static func pair(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word & 0xFF) &* 10 &+ (word &>> 8 & 0xFF))
    }

    private static func withTail(
        _ bytes: Span<UInt8>, _ tail: Range<Int>, _ seconds: Int
    ) -> TimeStamp? {
        var position = tail.lowerBound
        let end = tail.upperBound
        var fraction: UInt64 = 0
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard let digits = self.fraction(bytes, &position, end) else { return nil }
            fraction = digits
        }
        guard let offset = offset(bytes, position..<end) else { return nil }
        return TimeStamp(seconds: seconds - offset, fraction: fraction)
    }

    /// The code of one to nine digits from a position, which moves behind them; nil when there are none or more.
    static func fraction(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> UInt64? {
        var value: UInt64 = 0
        var count: UInt64 = 0
        while position < end {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value = value * 10 + UInt64(digit)
            count += 1
            guard count <= 9 else { return nil }
            position += 1
        }
        return count == 0 ? nil : count << 32 | value
    }

    /// Seconds east of UTC of a range that is empty, `Z`, or `±hh:mm` up to ±23:59; nil when it is something else.
    static func offset(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let first = range.lowerBound
        if range.isEmpty { return 0 }
        if range.count == 1 { return bytes[first] == UInt8(ascii: "Z") ? 0 : nil }
        guard range.count == 6, bytes[first + 3] == UInt8(ascii: ":") else { return nil }
        guard let hours = twoDigits(bytes, first + 1), hours < 24,
            let minutes = twoDigits(bytes, first + 4), minutes < 60
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        switch bytes[first] {
        case UInt8(ascii: "+"): return seconds
        case UInt8(ascii: "-"): return -seconds
        default: return nil
        }
    }

    private static func twoDigits(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        let tens = bytes[index] &- UInt8(ascii: "0")
        let ones = bytes[index + 1] &- UInt8(ascii: "0")
        return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
    }
}
