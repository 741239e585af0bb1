/// Text from names and data made harmless for a terminal: what is hidden is shown, never stripped.
package enum ShownText {
    /// One line: control, format and separator characters become visible, a tab a space.
    package static func line(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = ""
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    /// Bytes as one line: bytes that are not UTF-8 become `<FF>`, all else as ``line(_:)``.
    ///
    /// At most `limit` bytes are shown; how many more there were is told as `…(+N bytes)`.
    package static func line(bytes: [UInt8], limit: Int = 256) -> String {
        var result = ""
        let shown = bytes.prefix(limit)
        var decoder = UTF8()
        var rest = Rest(bytes: shown)
        while true {
            let start = rest.position
            switch decoder.decode(&rest) {
            case .scalarValue(let scalar): append(scalar, to: &result)
            case .emptyInput:
                if bytes.count > limit { result += "…(+\(bytes.count - limit) bytes)" }
                return result
            case .error:
                // The decoder has taken the bad byte; show exactly one and go on behind it.
                rest.position = start + 1
                decoder = UTF8()
                result += "<\(hexadecimal(UInt32(shown[start]), 2))>"
            }
        }
    }

    /// A place in bytes that a decoder reads from, so that it can be set back.
    private struct Rest: IteratorProtocol {
        let bytes: ArraySlice<UInt8>
        var position = 0

        mutating func next() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[bytes.startIndex + position]
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
        switch scalar.value {
        case 0x09: result += " "
        case 0x00..<0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
        case 0x7F: result += "␡"
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result += "<\(hexadecimal(scalar.value, 4))>"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func hexadecimal(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
