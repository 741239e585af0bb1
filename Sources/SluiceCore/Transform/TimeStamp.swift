/// A point in time as the store keeps it: whole milliseconds to search by, and the fraction's digits as written.
package struct TimeStamp: Sendable, Hashable {
    /// Milliseconds since 1970-01-01T00:00Z, rounded down.
    package var milliseconds: Int64
    /// Digits of the second's fraction as written, `digitCount << 32 | value`, at most 9; 0 when none was written.
    package var fraction: UInt64

    /// Makes a time stamp from its two parts.
    package init(milliseconds: Int64, fraction: UInt64) {
        self.milliseconds = milliseconds
        self.fraction = fraction
    }

    private static let scales: [UInt64] = [
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1,
    ]

    /// A time stamp from seconds since 1970 and a fraction code; nil outside the years 0001 to 9999.
    @inline(__always)
    init?(seconds: Int, fraction: UInt64) {
        let days = CivilDate.allowedDays
        guard seconds >= days.lowerBound * 86_400, seconds < days.upperBound * 86_400 else {
            return nil
        }
        self.fraction = fraction
        milliseconds = Int64(truncatingIfNeeded: seconds) &* 1_000
        if fraction != 0 { milliseconds &+= Self.milliseconds(ofFraction: fraction) }
    }

    private static func milliseconds(ofFraction fraction: UInt64) -> Int64 {
        let digits = Int(fraction >> 32)
        return Int64((fraction & 0xFFFF_FFFF) * scales[digits] / 1_000_000)
    }
}
