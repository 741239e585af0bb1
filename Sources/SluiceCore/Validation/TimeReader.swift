/// Reads times in the formats of a dataset, the first that fits.
package struct TimeReader: Sendable {
    /// The formats, for messages, such as `%d/%m/%Y %H.%M.%S`.
    package let description: String
    private let formats: [TimeFormat]
    private let offsetMinutes: Int
    /// What may stand between day and hour when no other formats than the standard ones are accepted, in UTC: they have a
    /// reader of their own that is much faster. Nil when the formats must be tried.
    private let separators: [UInt8]?

    /// Compiles the formats of a time source; those that are none are left out, as ``Dataset/problems`` tells.
    package init(_ source: TimeSource) {
        let standard = source.formats.compactMap { Self.standard[$0] }
        let isStandard =
            !standard.isEmpty && standard.count == source.formats.count
            && source.utcOffsetSeconds == 0
        separators = isStandard ? standard : nil
        formats = source.formats.compactMap(Self.format)
        offsetMinutes = source.utcOffsetSeconds / 60
        description =
            isStandard && standard.contains(UInt8(ascii: " "))
            ? "YYYY-MM-DD HH:MM:SS" : source.formats.joined(separator: " or ")
    }

    /// True when a text is a format that can be read.
    package static func isFormat(_ text: String) -> Bool { format(text) != nil }

    /// The time that the bytes of a range are; nil when they are none in any of the formats.
    package func read(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> TimeStamp? {
        if let separators {
            let separator = range.lowerBound &+ 10
            guard separator < range.upperBound, separators.contains(bytes[separator]) else {
                return nil
            }
            return TimeText.parse(bytes, range)
        }
        for format in formats {
            if let time = format.parse(bytes, range, naiveOffsetMinutes: offsetMinutes) {
                return time
            }
        }
        return nil
    }

    private static let standard: [String: UInt8] = [
        "%Y-%m-%d %H:%M:%S": UInt8(ascii: " "), "%Y-%m-%dT%H:%M:%S": UInt8(ascii: "T"),
    ]

    private static func format(_ text: String) -> TimeFormat? {
        switch text {
        case TimeSource.epochSeconds: try? TimeFormat("%s")
        case TimeSource.epochMilliseconds: try? TimeFormat("%Q")
        default: try? TimeFormat(text)
        }
    }
}
