/// Reads times in no format yet; the branch of the text readers brings the real one.
package struct TimeFormat: Sendable, Hashable {
    /// Accepts what looks like a format.
    package init(_ pattern: String) throws(TimeFormatError) {
        if !pattern.contains("%") { throw TimeFormatError() }
    }
    /// Nothing fits.
    package func parse(
        _ bytes: Span<UInt8>, _ range: Range<Int>, naiveOffsetMinutes: Int = 0
    ) -> TimeStamp? { nil }
}

/// A text is no time format.
package struct TimeFormatError: Error {}
