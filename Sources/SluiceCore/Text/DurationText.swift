/// Durations as a configuration writes them: `200ms`, `1s`, `1.5 min`; a bare number counts seconds.
package enum DurationText {
    /// The duration of a text; nil when it is none. Never negative.
    package static func parse(_ text: String) -> Duration? {
        QuantityText.parse(text, units: units).map { .nanoseconds($0) }
    }

    /// The duration of a number of seconds, to the nanosecond; nil when it is negative, not finite or too long.
    package static func seconds(_ number: Double) -> Duration? {
        guard number >= 0, number < 1e9 else { return nil }
        return .nanoseconds(Int64((number * 1e9).rounded()))
    }

    /// The text of a duration in the largest unit up to seconds in which it is whole.
    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        guard attoseconds != 0 else { return "\(seconds)s" }
        let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        if nanoseconds % 1_000_000 == 0 { return "\(nanoseconds / 1_000_000)ms" }
        if nanoseconds % 1000 == 0 { return "\(nanoseconds / 1000)us" }
        return "\(nanoseconds)ns"
    }

    private static let units: [(name: String, size: Int64)] = [
        ("ns", 1), ("us", 1000), ("ms", 1_000_000), ("s", 1_000_000_000), ("", 1_000_000_000),
        ("min", 60_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ("d", 86_400_000_000_000),
    ]
}
