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

    /// Element k has where field k starts, with its two flags, in the high half, and where field k - 1 ends in the low half.
    ///
    /// So a delimiter is one store. There is room for two words of separators past the limit.
    var marks: [UInt64]
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
        marks = Array(repeating: 0, count: limits.columns + 20)
    }

    /// How many fields have bounds: ``fieldCount``, at most the column limit.
    package var storedFieldCount: Int { min(fieldCount, columnLimit) }

    /// The bounds of a field, relative to ``start``; the index must be below ``storedFieldCount``.
    package func bounds(_ field: Int) -> FieldBounds {
        precondition(field < fieldCount && field < columnLimit, "no such field")
        let mark = startMark(field)
        return FieldBounds(
            start: Int(mark & Self.offsetMask), end: endOffset(field),
            isQuoted: mark & Self.quotedFlag != 0, hasEscapes: mark & Self.escapesFlag != 0)
    }

    /// Where the content of a field lies in the span, outer quotes left out, not trimmed, not unescaped.
    @inline(__always)
    package func range(_ field: Int) -> Range<Int> {
        precondition(field < fieldCount && field < columnLimit, "no such field")
        let lower = start &+ Int(startMark(field) & Self.offsetMask)
        return lower..<max(lower, start &+ endOffset(field))
    }

    /// True when a field has doubled quotes and must be read through ``content(_:in:quote:)``.
    @inline(__always)
    package func hasEscapes(_ field: Int) -> Bool {
        hasQuotes && startMark(field) & Self.escapesFlag != 0
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

    /// Offset of a field's content with the two flags.
    @inline(__always)
    func startMark(_ field: Int) -> UInt32 { UInt32(truncatingIfNeeded: marks[field] &>> 32) }

    /// Offset behind a field's content.
    @inline(__always)
    private func endOffset(_ field: Int) -> Int { Int(marks[field &+ 1] & 0xFFFF_FFFF) }

    /// Notes where a field's content starts, with flags.
    @inline(__always)
    mutating func setStart(_ field: Int, _ mark: UInt32) {
        marks[field] = marks[field] & 0xFFFF_FFFF | UInt64(mark) &<< 32
    }

    /// Notes where a field's content ends.
    @inline(__always)
    mutating func setEnd(_ field: Int, _ end: Int) {
        marks[field &+ 1] =
            marks[field &+ 1] & ~0xFFFF_FFFF | UInt64(truncatingIfNeeded: end) & 0xFFFF_FFFF
    }

    /// The mark of a delimiter at an offset: a field ends there, the next one starts behind it.
    @inline(__always)
    static func mark(_ offset: UInt64) -> UInt64 { offset &* 0x1_0000_0001 &+ 0x1_0000_0000 }

    /// What the mark of the lowest hit in a word adds to that of the word's first byte.
    @inline(__always)
    static func step(_ hits: UInt64) -> UInt64 {
        UInt64(truncatingIfNeeded: hits.trailingZeroBitCount &>> 3) &* 0x1_0000_0001
    }

    /// A copy of some bytes.
    static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        let part = bytes.extracting(range)
        return unsafe part.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
