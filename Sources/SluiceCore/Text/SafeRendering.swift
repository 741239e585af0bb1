/// Turns bytes into characters that can be seen, one scalar at a time.
struct SafeRendering {
    /// What has been made so far.
    private(set) var text = ""
    /// True when only ASCII may come out.
    private let isASCII: Bool
    /// Marks on the last character; nil when there is none that could take one.
    private var marks: Int?
    private static let mostMarks = 2

    /// A rendering that has nothing yet.
    init(isASCII: Bool) { self.isASCII = isASCII }

    /// Appends the beginning of some bytes, at most `limit` of them, and how many of `total` are left out.
    ///
    /// `bytes` must have three more than the limit, if there are, so that no character is torn.
    mutating func append(_ bytes: [UInt8], limit: Int, total: Int) {
        let span = bytes.span
        var index = 0
        while index < bytes.count && index < limit {
            if let end = Self.plainEnd(span, index, min(limit, bytes.count)) {
                text += String(decoding: bytes[index..<end], as: UTF8.self)
                marks = 0
                index = end
                continue
            }
            let length = FieldText.sequenceLength(at: index, end: bytes.count, in: span)
            if length > 1 && index + length > limit { break }
            if length == 0 {
                append(code: UInt32(bytes[index]), digits: 2)
                index += 1
            } else {
                append(Self.scalar(span, index, length))
                index += length
            }
        }
        if index < total {
            text += (isASCII ? "..." : "…") + "(+\(Self.size(total - index)))"
            marks = nil
        }
    }

    /// Where the visible ASCII that starts at an index ends; nil when none does.
    private static func plainEnd(_ bytes: Span<UInt8>, _ first: Int, _ end: Int) -> Int? {
        var index = first
        while index < end, bytes[index] >= 0x20, bytes[index] < 0x7F { index += 1 }
        return index == first ? nil : index
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20...0x7E:
            text.unicodeScalars.append(scalar)
            marks = 0
        case 0...0x1F, 0x7F:
            appendControl(scalar)
        default:
            if isASCII || Self.isHidden(scalar) {
                append(code: scalar.value, digits: 4)
            } else if Self.isMark(scalar) {
                appendMark(scalar)
            } else {
                text.unicodeScalars.append(scalar)
                marks = 0
            }
        }
    }

    private mutating func appendControl(_ scalar: Unicode.Scalar) {
        marks = nil
        if isASCII {
            text += "^"
            text.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))
        } else {
            let symbol = scalar.value == 0x7F ? 0x2421 : 0x2400 + scalar.value
            text.unicodeScalars.append(Unicode.Scalar(symbol) ?? "\u{FFFD}")
        }
    }

    private mutating func appendMark(_ scalar: Unicode.Scalar) {
        if let count = marks, count < Self.mostMarks {
            text.unicodeScalars.append(scalar)
            marks = count + 1
        } else {
            append(code: scalar.value, digits: 4)
        }
    }

    private mutating func append(code: UInt32, digits: Int) {
        let hex = String(code, radix: 16, uppercase: true)
        text += "<" + String(repeating: "0", count: max(0, digits - hex.count)) + hex + ">"
        marks = nil
    }

    /// True when nobody could see the character, or nobody knows what it does.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
            .surrogate:
            return true
        default:
            return properties.isDefaultIgnorableCodePoint
        }
    }

    /// True when the character takes no cell of its own: a mark, or a part of a Hangul syllable that joins the one before.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return true
        default: return false
        }
    }

    private static func scalar(
        _ bytes: Span<UInt8>, _ index: Int, _ length: Int
    ) -> Unicode.Scalar {
        let masks: [UInt32] = [0x7F, 0x1F, 0x0F, 0x07]
        var value = UInt32(bytes[index]) & masks[length - 1]
        for further in 1..<max(1, length) {
            value = value << 6 | UInt32(bytes[index + further] & 0x3F)
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static func size(_ bytes: Int) -> String {
        if bytes < 1 << 10 { return "\(bytes) B" }
        if bytes < 1 << 20 { return "\((bytes + 512) >> 10) KiB" }
        return "\((bytes + 524_288) >> 20) MiB"
    }
}
