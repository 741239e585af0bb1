package import SluiceCore

/// Patterns of dataset files, compiled by PCRE2.
extension TextPattern {
    /// Compiles a regular expression in the syntax of Perl, for UTF-8, with the classes of Unicode; throws what is wrong with it.
    ///
    /// It must match whole texts. Matching takes at most 10 000 steps and 16 for each byte of the text, some 0.3 ms for a short one, and
    /// 16 MiB; past that the text is undecided.
    package static func compiled(_ text: String) throws(PatternProblem) -> TextPattern {
        let expression = try RegularExpression(text)
        return TextPattern(text) { expression.outcome($0) }
    }
}
