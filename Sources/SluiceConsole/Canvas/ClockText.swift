package import SluiceCore

/// Moments and durations as the console shows them.
package enum ClockText {
    /// `12:04:33` of a moment in microseconds since 1970 UTC, in a zone.
    package static func time(_ microseconds: Int64, zone: ShownZone) -> SafeText {
        Sanitiser.safe(String(timestamp(microseconds, zone: zone).dropFirst(11).prefix(8)))
    }

    /// `12:04` of a moment in milliseconds since 1970 UTC, in a zone.
    package static func minute(milliseconds: Int64, zone: ShownZone) -> SafeText {
        Sanitiser.safe(String(timestamp(scaled(milliseconds), zone: zone).dropFirst(11).prefix(5)))
    }

    /// `11-23` of a moment in milliseconds since 1970 UTC, in a zone.
    package static func day(milliseconds: Int64, zone: ShownZone) -> SafeText {
        Sanitiser.safe(String(timestamp(scaled(milliseconds), zone: zone).dropFirst(5).prefix(5)))
    }

    /// The time of day of a moment today, in microseconds since 1970 UTC, of another day its month and day, of another year its month.
    static func arrival(_ microseconds: Int64, of state: ConsoleState) -> SafeText {
        isToday(microseconds, of: state)
            ? time(microseconds, zone: state.zone)
            : isOfThisYear(microseconds, of: state)
                ? day(milliseconds: microseconds / 1_000, zone: state.zone)
                : month(milliseconds: microseconds / 1_000, zone: state.zone)
    }

    private static func isOfThisYear(_ microseconds: Int64, of state: ConsoleState) -> Bool {
        full(microseconds, zone: state.zone).string.prefix(4)
            == full(state.nowMicroseconds, zone: state.zone).string.prefix(4)
    }

    /// True of a moment, in microseconds since 1970 UTC, on the day that is shown as today.
    static func isToday(_ microseconds: Int64, of state: ConsoleState) -> Bool {
        dayNumber(microseconds, state.zone) == dayNumber(state.nowMicroseconds, state.zone)
    }

    /// The days from 1970-01-01 of the zone to a moment in microseconds since 1970 UTC; nil of one that is out of reach.
    private static func dayNumber(_ microseconds: Int64, _ zone: ShownZone) -> Int64? {
        local(microseconds, zone).map {
            UTCText.floorDivision($0, by: 86_400_000_000).quotient
        }
    }

    /// The time of day of a moment today, in microseconds since 1970 UTC, and of another day `11-23 12:04:33`.
    static func moment(_ microseconds: Int64, of state: ConsoleState) -> SafeText {
        let time = time(microseconds, zone: state.zone)
        let day = day(milliseconds: microseconds / 1_000, zone: state.zone)
        return isToday(microseconds, of: state) ? time : "\(day) \(time)"
    }

    /// `2026-11` of a moment in milliseconds since 1970 UTC, in a zone.
    package static func month(milliseconds: Int64, zone: ShownZone) -> SafeText {
        Sanitiser.safe(String(timestamp(scaled(milliseconds), zone: zone).prefix(7)))
    }

    /// `2026-11-23 12:04:33` of a moment in microseconds since 1970 UTC, in a zone.
    package static func full(_ microseconds: Int64, zone: ShownZone) -> SafeText {
        let text = timestamp(microseconds, zone: zone)
        return Sanitiser.safe("\(text.prefix(10)) \(text.dropFirst(11).prefix(8))")
    }

    /// A duration in one or two units, such as `0.4 s`, `12 s`, `3 m`, `3d04h`.
    package static func duration(seconds: Double) -> SafeText {
        switch seconds {
        case ..<0.05: "0 s"
        case ..<10: "\(NumberText.fixed(seconds, decimals: 1)) s"
        case ..<120: "\(Int(seconds)) s"
        case ..<3_600: "\(Int(seconds / 60)) m"
        case ..<86_400: parts(Int(seconds / 60), 60, "h", "m")
        case ..<8.64e9: parts(Int(seconds / 3_600), 24, "d", "h")
        default: "long"
        }
    }

    /// A duration in four columns at most, such as `2s`, `14m`, `3h`, `12d`.
    package static func age(seconds: Double) -> SafeText {
        switch seconds {
        case ..<0: "0s"
        case ..<100: "\(Int(seconds))s"
        case ..<6_000: "\(Int(seconds / 60))m"
        case ..<172_800: "\(Int(seconds / 3_600))h"
        case ..<86_313_600: "\(Int(seconds / 86_400))d"
        default: ">2y"
        }
    }

    /// How far something is ahead of the clock, in four columns at most, such as `+2m`, `+14h`, `+40d`, `+67y`.
    package static func lead(seconds: Double) -> SafeText {
        switch seconds {
        case ..<6_000: "+\(max(0, Int(seconds / 60)))m"
        case ..<360_000: "+\(Int(seconds / 3_600))h"
        case ..<8_640_000: "+\(Int(seconds / 86_400))d"
        case ..<31_557_600: "+<1y"
        case ..<3_155_760_000: "+\(Int(seconds / 31_557_600))y"
        default: "+99y"
        }
    }

    private static func parts(
        _ count: Int, _ size: Int, _ large: SafeText, _ small: SafeText
    ) -> SafeText {
        let rest = count % size
        return "\(count / size)\(large)\(rest < 10 ? "0" : "")\(rest)\(small)"
    }

    private static func scaled(_ milliseconds: Int64) -> Int64 {
        let (product, hasOverflown) = milliseconds.multipliedReportingOverflow(by: 1_000)
        return hasOverflown ? 0 : product
    }

    /// The years 1000 to 9999; moments outside of them are no moments a clock can show.
    private static let fourDigitYears: Range<Int64> =
        -30_610_224_000_000_000..<253_402_300_800_000_000

    /// What the clocks of a zone show at a moment, in microseconds since 1970 there; nil of one that is out of reach.
    private static func local(_ microseconds: Int64, _ zone: ShownZone) -> Int64? {
        let shift = Int64(zone.offsetSeconds) * 1_000_000
        let (local, hasOverflown) = microseconds.addingReportingOverflow(shift)
        return !hasOverflown && fourDigitYears.contains(local) ? local : nil
    }

    private static func timestamp(_ microseconds: Int64, zone: ShownZone) -> String {
        local(microseconds, zone).map { UTCText.timestamp(microseconds: $0) }
            ?? "----------T--:--:--"
    }
}
