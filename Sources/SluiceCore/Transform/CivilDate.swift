/// A day of the proleptic Gregorian calendar and its distance from 1970-01-01, by arithmetic alone.
struct CivilDate: Sendable, Hashable {
    /// The year, 0001…9999 where it comes from a file.
    var year: Int
    /// The month, 1…12.
    var month: Int
    /// The day of the month, 1…31.
    var day: Int

    /// Days from 1970-01-01 to 0001-01-01 and to 10000-01-01, the first day not allowed.
    static let allowedDays = -719_162..<2_932_897

    /// True when the calendar has such a day.
    @inline(__always)
    var isReal: Bool {
        guard month &- 1 >= 0, month <= 12, day >= 1 else { return false }
        if day <= 28 { return true }
        return day <= Self.length(ofMonth: month, year: year)
    }

    /// How many days a month has.
    static func length(ofMonth month: Int, year: Int) -> Int {
        if month == 2 { return isLeap(year) ? 29 : 28 }
        return 30 + (month + month >> 3) & 1
    }

    /// True when the year has a 29 February.
    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days since 1970-01-01, negative before; the date must be real and its year positive.
    ///
    /// Years begin in March, so that the leap day is the last of its year: H. Hinnant, "chrono-compatible date algorithms".
    @inline(__always)
    var daysSinceEpoch: Int {
        let marchYear = UInt64(truncatingIfNeeded: month <= 2 ? year &- 1 : year)
        let marchMonth = UInt64(truncatingIfNeeded: month > 2 ? month &- 3 : month &+ 9)
        let dayOfYear = (153 &* marchMonth &+ 2) / 5 &+ UInt64(truncatingIfNeeded: day) &- 1
        let leapDays = marchYear / 4 &- marchYear / 100 &+ marchYear / 400
        return Int(truncatingIfNeeded: marchYear &* 365 &+ leapDays &+ dayOfYear) &- 719_468
    }

    /// The day at a distance from 1970-01-01.
    init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// A date from its parts, real or not.
    @inline(__always)
    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}
