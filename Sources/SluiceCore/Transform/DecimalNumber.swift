/// Numbers of a file: the text of the grammar `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?` and nothing else.
///
/// No NaN, infinity, hexadecimal, separators, units or blanks around it; trim the field first. The locale plays no part.
package enum DecimalNumber {
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The correctly rounded double of a text; nil when it is not of the grammar, or overflows to infinity.
    ///
    /// Up to 19 digits with at most 19 of them behind the mark take constant time without a call; other texts go
    /// through the standard library. A text that is too small for a double is a zero or a denormal, as rounding has it.
    package static func parse(
        _ bytes: Span<UInt8>, _ range: Range<Int>, decimalMark: UInt8 = UInt8(ascii: ".")
    ) -> Double? {
        guard let text = DecimalText(bytes, range, decimalMark: decimalMark) else { return nil }
        let scale = text.scale
        if text.digitCount <= 19 || significantDigits(text, bytes, decimalMark) <= 19 {
            if let value = value(text.significand, scale: scale) {
                return text.isNegative ? -value : value
            }
        }
        return slowValue(text, bytes, decimalMark)
    }

    /// The exact integer of a text in any spelling (`45`, `45.0`, `450e-1`).
    ///
    /// Nil when it is not of the grammar, not integral, or outside the range of `Int64`.
    package static func integer(
        _ bytes: Span<UInt8>, _ range: Range<Int>, decimalMark: UInt8 = UInt8(ascii: ".")
    ) -> Int64? {
        guard let text = DecimalText(bytes, range, decimalMark: decimalMark) else { return nil }
        if text.digitCount <= 18 && text.scale == 0 {
            let value = Int64(truncatingIfNeeded: text.significand)
            return text.isNegative ? -value : value
        }
        return spelledInteger(text, bytes, decimalMark)
    }

    /// True when a text is of the grammar, whatever its value.
    package static func isWellFormed(
        _ bytes: Span<UInt8>, _ range: Range<Int>, decimalMark: UInt8 = UInt8(ascii: ".")
    ) -> Bool {
        DecimalText(bytes, range, decimalMark: decimalMark) != nil
    }

    /// `significand * 10^scale`, correctly rounded; nil when these means do not suffice.
    @inline(__always)
    private static func value(_ significand: UInt64, scale: Int) -> Double? {
        // The division by multiplication comes first for long numbers: 2^53 lies in the middle of their 16 and 17 digits,
        // and a branch there mispredicts every other time.
        if significand >= 1 << 44 && scale < 0 && scale >= -19 {
            return quotient(significand, 0 &- scale)
        }
        if significand < 1 << 53 {
            // Both operands are exact, so the one rounding of the operation is the right one.
            if scale <= 0 && scale >= -22 {
                return Double(significand) / exactPowers[0 &- scale]
            }
            if scale > 0 && scale <= 22 { return Double(significand) * exactPowers[scale] }
            if significand == 0 { return 0 }
        }
        return scale == 0 ? Double(significand) : nil
    }

    /// `significand / 10^power`, correctly rounded: 63 or 64 exact bits, a sticky bit for the rest, one rounding.
    @inline(__always)
    private static func quotient(_ significand: UInt64, _ power: Int) -> Double {
        let entry = PowerOfTen.table[power]
        let shift = significand.leadingZeroBitCount
        let dividend = significand &<< UInt64(truncatingIfNeeded: shift)
        let (bits, remainder) = entry.divide(high: dividend &>> 1, low: dividend &<< 63)
        let mantissa = Double(bits | (remainder == 0 ? 0 : 1))
        // 10^power = divisor / 2^(leading zeros of the power): exponents here stay between -127 and 1, far from denormals.
        let exponent = entry.leadingZeros &- shift &- 63
        return mantissa * Double(bitPattern: UInt64(bitPattern: Int64(1023 &+ exponent)) &<< 52)
    }

    /// How many digits count: those from the first one that is not zero.
    private static func significantDigits(
        _ text: DecimalText, _ bytes: Span<UInt8>, _ decimalMark: UInt8
    ) -> Int {
        var count = text.digitCount
        for index in text.digits where bytes[index] != decimalMark {
            if bytes[index] != UInt8(ascii: "0") { break }
            count -= 1
        }
        return count
    }

    private static func slowValue(
        _ text: DecimalText, _ bytes: Span<UInt8>, _ decimalMark: UInt8
    ) -> Double? {
        var plain = text.isNegative ? "-" : ""
        for index in text.digits where bytes[index] != decimalMark {
            plain.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        }
        plain += "e\(text.scale)"
        guard let value = Double(plain), value.isFinite else { return nil }
        return value
    }

    private static func spelledInteger(
        _ text: DecimalText, _ bytes: Span<UInt8>, _ decimalMark: UInt8
    ) -> Int64? {
        // Digits left of the decimal point once the exponent has moved it; those right of it must be zeros.
        let integerDigits = text.digitCount + text.scale
        var magnitude: UInt64 = 0
        var seen = 0
        for index in text.digits where bytes[index] != decimalMark {
            let digit = UInt64(bytes[index] - UInt8(ascii: "0"))
            if seen < integerDigits {
                let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(digit)
                if overflow || carry { return nil }
                magnitude = sum
            } else if digit != 0 {
                return nil
            }
            seen += 1
        }
        while seen < integerDigits && magnitude != 0 {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            magnitude = product
            seen += 1
        }
        if text.isNegative {
            return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
        }
        return Int64(exactly: magnitude)
    }
}
