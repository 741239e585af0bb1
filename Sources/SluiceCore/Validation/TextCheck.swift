/// Byte-level questions about text: is it UTF-8, is it blank, what remains when it is trimmed.
package enum TextCheck {
    /// True for a space or a tab, the two bytes that are trimmed from cells.
    @inline(__always)
    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// The bytes without surrounding spaces and tabs.
    package static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        guard let first = bytes.firstIndex(where: { !isBlank($0) }),
            let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return first == 0 && last == bytes.count - 1 ? bytes : Array(bytes[first...last])
    }

    /// True when all bytes are UTF-8 as the Unicode standard defines it (table 3-7). A NUL is allowed.
    package static func isUTF8(_ bytes: [UInt8]) -> Bool {
        isUTF8(bytes.span, from: 0, to: bytes.count)
    }

    /// True when the bytes of a range are UTF-8 as the Unicode standard defines it (table 3-7). A NUL is allowed.
    package static func isUTF8(_ bytes: borrowing Span<UInt8>, from start: Int, to end: Int) -> Bool
    {
        var index = start
        while index < end {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            guard let form = Form(lead: lead), index + form.tail < end,
                form.second.contains(bytes[index + 1])
            else { return false }
            for offset in 1..<form.tail where bytes[index + 1 + offset] & 0xC0 != 0x80 {
                return false
            }
            index += 1 + form.tail
        }
        return true
    }

    /// What may follow a lead byte: how many bytes, and the range of the first of them.
    private struct Form {
        let tail: Int
        let second: ClosedRange<UInt8>

        init?(lead: UInt8) {
            switch lead {
            case 0xC2...0xDF: (tail, second) = (1, 0x80...0xBF)
            case 0xE0: (tail, second) = (2, 0xA0...0xBF)
            case 0xE1...0xEC, 0xEE...0xEF: (tail, second) = (2, 0x80...0xBF)
            case 0xED: (tail, second) = (2, 0x80...0x9F)
            case 0xF0: (tail, second) = (3, 0x90...0xBF)
            case 0xF1...0xF3: (tail, second) = (3, 0x80...0xBF)
            case 0xF4: (tail, second) = (3, 0x80...0x8F)
            default: return nil
            }
        }
    }
}
