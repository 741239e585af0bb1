internal import CRe2
internal import SluiceCore

/// A compiled expression of RE2; never changed after it was made, so any number of threads match by it at once.
final class RegularExpression: @unchecked Sendable {  // RE2 guards what it remembers
    private let pattern: OpaquePointer
    private let size: Int

    /// Longest expression in bytes.
    private static let longest = 4_096
    /// Most steps for one text: the states of the expression times the bytes of the text; some seconds at worst.
    private static let steps = 200_000_000

    init(_ text: String) throws(PatternProblem) {
        var bytes = Array(text.utf8CString)
        guard bytes.count - 1 <= Self.longest else {
            throw PatternProblem(message: "it is longer than 4 096 bytes")
        }
        guard !Self.matchesBytes(bytes) else {
            throw PatternProblem(message: "\\C, a byte, is not supported: a text is characters")
        }
        var message = [CChar](repeating: 0, count: 256)
        guard let pattern = sl_pattern_make(&bytes, bytes.count - 1, &message, message.count) else {
            let words = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw PatternProblem(message: String(decoding: words, as: UTF8.self))
        }
        self.pattern = pattern
        size = sl_pattern_size(pattern)
    }

    deinit { sl_pattern_free(pattern) }

    /// True when the whole of a text matches; nil when it would take too many steps to know.
    func matches(_ text: [UInt8]) -> Bool? {
        guard isBounded(text) else { return nil }
        return sl_pattern_match(pattern, text, text.count, nil, nil)
    }

    /// The bytes of the first group where the whole of a text matches, or all where there is no group; nil when it does not match, or
    /// the group took no part, or it would take too many steps to know.
    func group(of text: [UInt8]) -> Range<Int>? {
        var (start, end) = (0, 0)
        guard isBounded(text), sl_pattern_match(pattern, text, text.count, &start, &end),
            start >= 0, start <= end, end <= text.count
        else { return nil }
        return start..<end
    }

    private func isBounded(_ text: [UInt8]) -> Bool {
        text.count <= Self.steps / max(1, size)
    }

    /// True for an expression with `\C`, which would let a match end within a character.
    private static func matchesBytes(_ text: [CChar]) -> Bool {
        var isEscaped = false
        for byte in text {
            if isEscaped, byte == 0x43 { return true }
            isEscaped = !isEscaped && byte == 0x5C
        }
        return false
    }
}
