/// One record as the scanner found it: where it lies and where its fields lie, nothing copied.
///
/// Made once and filled again by each call of ``RecordScanner/next(in:at:isFinal:into:)``. Indices are into the span
/// given to the call that returned the record and are meaningless for any other bytes.
package struct RecordLayout: Sendable {
    /// Index of the record's first byte in the span.
    package internal(set) var start = 0
    /// Index behind the record's last byte, line end not counted.
    package internal(set) var end = 0
    /// Physical line on which the record starts, 1-based, counting LF.
    package internal(set) var line = 0
    /// Offset of the record's first byte in the file.
    package internal(set) var byteOffset = 0
    /// Bytes of the record in the file, line end not counted; more than `end - start` only when it is too long to keep.
    package internal(set) var rawSize = 0
    /// How many fields the record has, 0 when it is too long; may exceed the column limit.
    package internal(set) var fieldCount = 0
    /// What is wrong with its shape; nil when nothing is. With a `QUOTE` fault the record is its first physical line.
    package internal(set) var fault: RecordFault?
    /// True when the record certainly has neither NUL nor non-ASCII bytes; false when it may have some.
    package internal(set) var isPlainASCII = true
    /// True when a field is quoted; when false, every field is exactly the bytes of its range.
    package internal(set) var hasQuotes = false

    /// Per field two numbers: start with the two flags, end. Room for one word of separators past the limit.
    var marks: [UInt32]
    /// The first bytes of a record that could not be kept whole.
    var prefix: [UInt8]?
    /// The column limit.
    let columnLimit: Int

    static let quotedFlag: UInt32 = 1 << 31
    static let escapesFlag: UInt32 = 1 << 30
    static let offsetMask: UInt32 = escapesFlag - 1

    /// An empty layout with room for the fields that the limits allow.
    package init(limits: RecordLimits = RecordLimits()) {
        columnLimit = limits.columns
        marks = Array(repeating: 0, count: 2 * limits.columns + 32)
    }

    /// How many fields have bounds: ``fieldCount``, at most the column limit.
    package var storedFieldCount: Int { min(fieldCount, columnLimit) }

    /// The bounds of a field, relative to ``start``; the index must be below ``storedFieldCount``.
    package func bounds(_ field: Int) -> FieldBounds {
        precondition(field < fieldCount && field < columnLimit, "no such field")
        let mark = marks[2 * field]
        return FieldBounds(
            start: Int(mark & Self.offsetMask), end: Int(marks[2 * field + 1]),
            isQuoted: mark & Self.quotedFlag != 0, hasEscapes: mark & Self.escapesFlag != 0)
    }

    /// Where the content of a field lies in the span, outer quotes left out, not trimmed, not unescaped.
    @inline(__always)
    package func range(_ field: Int) -> Range<Int> {
        precondition(field < fieldCount && field < columnLimit, "no such field")
        let lower = start &+ Int(marks[2 &* field] & Self.offsetMask)
        return lower..<max(lower, start &+ Int(marks[2 &* field &+ 1]))
    }

    /// True when a field has doubled quotes and must be read through ``content(_:in:quote:)``.
    @inline(__always)
    package func hasEscapes(_ field: Int) -> Bool {
        hasQuotes && marks[2 &* field] & Self.escapesFlag != 0
    }

    /// A copy of a field's content with doubled quotes made single, not trimmed.
    package func content(
        _ field: Int, in bytes: Span<UInt8>, quote: UInt8 = UInt8(ascii: "\"")
    ) -> [UInt8] {
        let range = range(field)
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        var index = range.lowerBound
        let isEscaped = hasEscapes(field)
        while index < range.upperBound {
            content.append(bytes[index])
            index += isEscaped && bytes[index] == quote ? 2 : 1
        }
        return content
    }

    /// A copy of the record's bytes without its line end, cut at ``HeldRecord/rawLimit``.
    package func raw(in bytes: Span<UInt8>) -> [UInt8] {
        if let prefix { return prefix }
        return RecordLayout.copy(bytes, start..<min(end, start + HeldRecord.rawLimit))
    }

    /// A copy of some bytes.
    static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        let part = bytes.extracting(range)
        return unsafe part.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
