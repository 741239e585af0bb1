internal import CPcre2
internal import SluiceCore

/// A compiled expression of PCRE2; never changed after it was made, so any number of threads match by it at once.
///
/// Not compiled to machine code, which systems that forbid writable code refuse.
final class RegularExpression: @unchecked Sendable {  // the library never writes to compiled code
    private let code: OpaquePointer

    /// Steps that every text is given, and further ones for each of its bytes.
    private static let steps = (base: 10_000, perByte: 16)
    /// Memory for going back in a text, in KiB.
    private static let memory: UInt32 = 16 * 1024
    /// Longest expression in bytes.
    private static let longest = 4_096

    init(_ text: String) throws(PatternProblem) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.longest else {
            throw PatternProblem(message: "it is longer than 4 096 bytes")
        }
        let options =
            PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOLLAR_ENDONLY
            | PCRE2_NEVER_BACKSLASH_C
        let context = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANY))
        var failure: Int32 = 0
        var offset = 0
        guard
            let code = pcre2_compile_8(bytes, bytes.count, options, &failure, &offset, context)
        else {
            let before = String(decoding: bytes.prefix(offset), as: UTF8.self).unicodeScalars.count
            throw PatternProblem(
                message: "\(Self.words(for: failure)) after \(before) characters")
        }
        self.code = code
    }

    deinit { pcre2_code_free_8(code) }

    func outcome(_ text: [UInt8]) -> TextPattern.Outcome {
        let match = pcre2_match_data_create_from_pattern_8(code, nil)
        let limits = pcre2_match_context_create_8(nil)
        defer {
            pcre2_match_context_free_8(limits)
            pcre2_match_data_free_8(match)
        }
        let steps = Self.steps.base + Self.steps.perByte * text.count
        pcre2_set_match_limit_8(limits, UInt32(clamping: steps))
        pcre2_set_heap_limit_8(limits, Self.memory)
        let result = pcre2_match_8(code, text, text.count, 0, 0, match, limits)
        if result > 0 { return .matched(group(of: match)) }
        // A text that is not UTF-8 differs, as one that does not match; every other failure is a limit.
        return result == PCRE2_ERROR_NOMATCH || Self.isEncoding(result) ? .differs : .undecided
    }

    /// The bytes of the first group, or of the whole text when there is no group; nil when the group took no part.
    private func group(of match: OpaquePointer?) -> Range<Int>? {
        guard let offsets = pcre2_get_ovector_pointer_8(match) else { return nil }
        let place = pcre2_get_ovector_count_8(match) > 1 ? 2 : 0
        let (start, end) = (offsets[place], offsets[place + 1])
        guard start != Int(bitPattern: ~UInt(0)), start <= end else { return nil }
        return start..<end
    }

    /// PCRE2's codes for bytes that are not UTF-8: −3 to −22.
    private static func isEncoding(_ result: Int32) -> Bool {
        (PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1).contains(result)
    }

    private static func words(for failure: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(failure, &buffer, buffer.count)
        return length > 0
            ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(failure)"
    }
}
