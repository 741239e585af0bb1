internal import SluiceCore

/// What an offending value is sorted by: numbers by what they are worth, behind them other texts by their first bytes.
///
/// Worked out once, when its entry is read: to parse a million values takes longer than to sort them.
struct ValueKey {
    /// So many bytes of a text are in its key.
    static let textBytes = 6

    /// In the order of values; those that are the same double have the same, and so have texts that begin alike and are longer than
    /// ``textBytes``.
    let bits: UInt64

    /// Behind every number there is.
    private static let firstText = RadixOrder.key(Double.infinity)

    /// The key of the value in a range of bytes.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        if let number = DecimalNumber.parse(bytes, FieldText.trimmed(range, in: bytes)) {
            bits = RadixOrder.key(number)
            return
        }
        var text: UInt64 = 0
        for place in range.lowerBound..<range.lowerBound + Self.textBytes {
            text = text << 8 | (place < range.upperBound ? UInt64(bytes[place]) : 0)
        }
        let length = UInt64(min(range.count, Self.textBytes + 1))
        bits = Self.firstText | text << 4 | length
    }

    /// The number; nil for other texts.
    var number: Double? { bits < Self.firstText ? RadixOrder.number(bits) : nil }

    /// Texts of so many bytes that are the same double are the same number, but for those too small for all their digits.
    private static let exactBytes = 15

    /// True when texts of so many bytes with these bits may be other numbers all the same.
    static func isRounded(_ bits: UInt64, bytes: Int) -> Bool {
        guard bits < firstText else { return false }
        return bytes > exactBytes
            || RadixOrder.number(bits).magnitude < Double.leastNormalMagnitude
    }

    /// True when other texts with these bits may come before it or behind it.
    static func isCut(_ bits: UInt64) -> Bool {
        bits > firstText && bits & 0xF == UInt64(textBytes + 1)
    }
}
