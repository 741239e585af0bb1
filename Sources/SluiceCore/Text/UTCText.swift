/// Moments of the program itself as UTC text: log lines, status, names of archive days.
///
/// Times in the data have a reader and a writer of their own, which keep the digits of the source.
package enum UTCText {
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ` of microseconds since 1970; the year has at least four digits.
    package static func timestamp(microseconds: Int64) -> String {
        let milliseconds = floorDivision(microseconds, by: 1000).quotient
        let (seconds, rest) = floorDivision(milliseconds, by: 1000)
        let (days, second) = floorDivision(seconds, by: 86_400)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
        return "\(day(days))T\(clock.joined(separator: ":")).\(padded(rest, 3))Z"
    }

    /// `YYYY-MM-DD HH:MM:SS` of microseconds since 1970, as lists show it.
    package static func clock(microseconds: Int64) -> String {
        let text = timestamp(microseconds: microseconds)
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))"
    }

    /// `YYYY-MM-DD` of microseconds since 1970.
    package static func day(microseconds: Int64) -> String {
        day(floorDivision(microseconds, by: 86_400_000_000).quotient)
    }

    /// The civil date of a number of days since 1970-01-01 (Gregorian, years before 1 not foreseen).
    private static func day(_ days: Int64) -> String {
        // Counted in eras of 400 years that start on 1 March of year 0, so that a leap day is the last of its year.
        let (era, dayOfEra) = floorDivision(days + 719_468, by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// A quotient that is rounded down, and what is left, which is never negative.
    package static func floorDivision(
        _ value: Int64, by divisor: Int64
    ) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
