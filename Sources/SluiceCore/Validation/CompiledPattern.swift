/// A regular expression made ready: whole-text matching on bytes, code point by code point.
///
/// Not Sendable, as the standard library's `Regex` is not: it is compiled where it is used.
package struct CompiledPattern {
    private let regex: Regex<AnyRegexOutput>

    /// Compiles an expression; nil when it is none.
    package init?(_ text: String) {
        guard let regex = try? Regex(text) else { return nil }
        self.regex = regex.matchingSemantics(.unicodeScalar)
    }

    /// True when the whole text matches; never for bytes that are not UTF-8.
    package func matches(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return (try? regex.wholeMatch(in: text)) != nil
    }

    /// The first group when the whole text matches, or the text when the expression has no group; nil otherwise.
    package func firstGroup(_ bytes: [UInt8]) -> [UInt8]? {
        guard let text = String(validating: bytes, as: UTF8.self),
            let match = try? regex.wholeMatch(in: text)
        else { return nil }
        guard match.output.count > 1 else { return bytes }
        return match.output[1].substring.map { Array($0.utf8) }
    }
}
