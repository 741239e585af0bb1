/// The order of decimal numbers by all their digits, where a double cannot tell them apart.
package enum ExactDecimal {
    /// So many digits are in a key.
    private static let keyDigits = 16
    /// Added to exponents, so that none is negative.
    private static let bias = 1 << 40
    /// The key of every zero.
    private static let zero: UInt64 = 1 << 63

    /// The key at a place of a text of the grammar of ``DecimalNumber``: numbers that are alike at all places before are in the order
    /// of these. The first place has sign and magnitude, each further one ``keyDigits`` digits; a text of another grammar is a zero.
    package static func key(_ place: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        guard let text = DecimalText(bytes, range, decimalMark: mark),
            let first = text.digits.first(where: { bytes[$0] != mark && bytes[$0] != digitZero })
        else { return place == 0 ? zero : 0 }
        let key: UInt64
        if place == 0 {
            let leading = text.digits.lowerBound..<first
            let zeros = leading.reduce(0) { $0 + (bytes[$1] == mark ? 0 : 1) }
            let exponent = text.digitCount - zeros + text.scale
            key = zero + UInt64(exponent + bias)
        } else {
            key = digits(bytes, first..<text.digits.upperBound, skipping: (place - 1) * keyDigits)
        }
        return text.isNegative ? ~key : key
    }

    /// True when one number is less than another, by their texts. Linear in these.
    package static func precedes(
        _ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>
    ) -> Bool {
        guard !isSame(bytes, left, right) else { return false }
        for place in 0...(1 + max(left.count, right.count) / keyDigits) {
            let (one, other) = (key(place, bytes, left), key(place, bytes, right))
            if one != other { return one < other }
        }
        return false
    }

    private static let mark = UInt8(ascii: ".")
    private static let digitZero = UInt8(ascii: "0")

    /// Some digits as a number, with zeros behind the last.
    private static func digits(
        _ bytes: Span<UInt8>, _ range: Range<Int>, skipping count: Int
    ) -> UInt64 {
        var (skipped, taken, number) = (0, 0, UInt64(0))
        for index in range where bytes[index] != mark {
            guard skipped >= count else {
                skipped += 1
                continue
            }
            number = number * 10 + UInt64(bytes[index] - digitZero)
            taken += 1
            if taken == keyDigits { return number }
        }
        while taken < keyDigits {
            number *= 10
            taken += 1
        }
        return number
    }

    private static func isSame(
        _ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>
    ) -> Bool {
        guard left.count == right.count else { return false }
        for place in 0..<left.count
        where bytes[left.lowerBound + place] != bytes[right.lowerBound + place] { return false }
        return true
    }
}
