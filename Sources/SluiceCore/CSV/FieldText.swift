/// What every field goes through before it means anything: trimming, and the check of its encoding.
package enum FieldText {
    /// The part of a range without the spaces and tabs around it.
    @inline(__always)
    package static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, isBlank(bytes[lower]) { lower += 1 }
        while upper > lower, isBlank(bytes[upper - 1]) { upper -= 1 }
        return lower..<upper
    }

    /// Index of the first byte that is a NUL or begins an ill-formed UTF-8 sequence; nil when the range is clean.
    ///
    /// Well-formed is what the Unicode standard's table 3-7 allows: no overlong forms, no surrogates, none past U+10FFFF.
    package static func firstEncodingFault(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = sequenceLength(at: index, end: range.upperBound, in: bytes)
            if length == 0 || bytes[index] == 0 { return index }
            index += length
        }
        return nil
    }

    /// How many bytes the well-formed UTF-8 sequence at an index has, all of them before `end`; 0 when it is ill-formed.
    static func sequenceLength(at index: Int, end: Int, in bytes: Span<UInt8>) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            second = 0xA0...0xBF
        case 0xE1...0xEC, 0xEE, 0xEF: length = 3
        case 0xED:
            length = 3
            second = 0x80...0x9F
        case 0xF0:
            length = 4
            second = 0x90...0xBF
        case 0xF1...0xF3: length = 4
        case 0xF4:
            length = 4
            second = 0x80...0x8F
        default: return 0
        }
        guard index + length <= end, second.contains(bytes[index + 1]) else { return 0 }
        for further in (index + 2)..<(index + max(2, length)) where bytes[further] & 0xC0 != 0x80 {
            return 0
        }
        return length
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
