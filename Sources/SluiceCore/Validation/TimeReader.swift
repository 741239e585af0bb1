/// Reads times in the formats of a dataset, the first that fits.
package struct TimeReader: Sendable {
    /// The formats, for messages, such as `%d/%m/%Y %H.%M.%S`.
    package let description: String
    private let formats: [TimeFormat]
    private let offsetMinutes: Int
    /// True for the formats of the university dataset, which have a reader of their own that is much faster.
    private let isStandard: Bool

    /// Compiles the formats of a time source; those that are none are left out, as ``Dataset/problems`` tells.
    package init(_ source: TimeSource) {
        isStandard = Set(source.formats) == Self.standard && source.utcOffsetSeconds == 0
        formats = source.formats.compactMap(Self.format)
        offsetMinutes = source.utcOffsetSeconds / 60
        description =
            isStandard ? "YYYY-MM-DD HH:MM:SS" : source.formats.joined(separator: " or ")
    }

    /// True when a text is a format that can be read.
    package static func isFormat(_ text: String) -> Bool { format(text) != nil }

    /// The time that the bytes of a range are; nil when they are none in any of the formats.
    package func read(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> TimeStamp? {
        if isStandard { return TimeText.parse(bytes, range) }
        for format in formats {
            if let time = format.parse(bytes, range, naiveOffsetMinutes: offsetMinutes) {
                return time
            }
        }
        return nil
    }

    private static let standard: Set<String> = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]

    private static func format(_ text: String) -> TimeFormat? {
        switch text {
        case TimeSource.epochSeconds: try? TimeFormat("%s")
        case TimeSource.epochMilliseconds: try? TimeFormat("%Q")
        default: try? TimeFormat(text)
        }
    }
}
