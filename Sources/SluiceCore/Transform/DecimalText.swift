/// A decimal number taken apart: the one reader of the grammar `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?`.
struct DecimalText {
    /// True when it begins with a minus.
    var isNegative: Bool
    /// All digits as one integer, modulo 2^64: exact when ``digitCount`` is at most 19.
    var significand: UInt64
    /// How many digits stand before the exponent, leading zeros included.
    var digitCount: Int
    /// Of these, how many stand behind the decimal mark.
    var fractionDigits: Int
    /// The written exponent; beyond ±``exponentLimit`` it is that limit.
    var exponent: Int
    /// Where the digits and the mark between them lie.
    var digits: Range<Int>

    /// An exponent that no field of 64 KiB brings back into the range of a double.
    static let exponentLimit = 1_000_000

    /// The power of ten that ``significand`` is multiplied by.
    var scale: Int { exponent &- fractionDigits }

    /// Takes a text apart; nil when it is not of the grammar.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>, decimalMark: UInt8) {
        let end = range.upperBound
        var position = range.lowerBound
        guard position < end, position >= 0, end <= bytes.count else { return nil }
        let first = bytes[position]
        isNegative = first == UInt8(ascii: "-")
        if isNegative || first == UInt8(ascii: "+") { position &+= 1 }
        let start = position
        significand = 0
        Self.readDigits(bytes, &position, end, &significand)
        digitCount = position &- start
        fractionDigits = 0
        if position < end, bytes[position] == decimalMark {
            position &+= 1
            let fractionStart = position
            Self.readDigits(bytes, &position, end, &significand)
            fractionDigits = position &- fractionStart
            digitCount &+= fractionDigits
        }
        guard digitCount > 0 else { return nil }
        digits = start..<position
        exponent = 0
        if position < end {
            guard let written = Self.exponent(bytes, position..<end) else { return nil }
            exponent = written
        }
    }

    @inline(__always)
    private static func readDigits(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ value: inout UInt64
    ) {
        while end &- position >= 8 {
            let word = ByteWords.load(bytes, at: position, padding: 0)
            guard let eight = eightDigits(word) else { break }
            value = value &* 100_000_000 &+ eight
            position &+= 8
            if end &- position < 8 && end &- position > 3 {
                readRest(bytes, &position, end, &value)
            }
        }
        while position < end {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value = value &* 10 &+ UInt64(digit)
            position &+= 1
        }
    }

    private static let powers: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
    ]

    /// Reads the last few digits of a text at once, if they are all digits: a loop over them mispredicts its end.
    ///
    /// At least eight bytes of the text lie before `position`. Takes a number of 17 digits from 18 to 15 ns.
    @inline(__always)
    private static func readRest(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ value: inout UInt64
    ) {
        // Of the eight bytes that end with the text, those already read become leading zeros.
        let count = end &- position
        let word = ByteWords.load(bytes, at: end &- 8, padding: 0)
        let fresh = ~0 &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        guard let rest = eightDigits(word & fresh | 0x3030_3030_3030_3030 & ~fresh) else { return }
        value = value &* powers[count] &+ rest
        position = end
    }

    /// The value of eight ASCII digits, the first in the lowest byte; nil when one of them is something else.
    @inline(__always)
    private static func eightDigits(_ word: UInt64) -> UInt64? {
        let tooHigh = word &+ 0x4646_4646_4646_4646
        let low = word &- 0x3030_3030_3030_3030
        guard (tooHigh | low) & ByteWords.highBits == 0 else { return nil }
        let pairs = low &* 10 &+ low &>> 8
        let mask: UInt64 = 0x0000_00FF_0000_00FF
        let outer = (pairs & mask) &* 0x000F_4240_0000_0064
        let inner = ((pairs &>> 16) & mask) &* 0x0000_2710_0000_0001
        return (outer &+ inner) &>> 32
    }

    private static func exponent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var position = range.lowerBound
        guard bytes[position] | 0x20 == UInt8(ascii: "e") else { return nil }
        position += 1
        guard position < range.upperBound else { return nil }
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }
        guard position < range.upperBound else { return nil }
        var value = 0
        while position < range.upperBound {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = min(value * 10 + Int(digit), exponentLimit)
            position += 1
        }
        return isNegative ? -value : value
    }
}
