/// Why a text is no regular expression that can be used.
package struct PatternProblem: Error, Sendable, Hashable {
    /// What is wrong, in the words of PCRE2, and after how many characters.
    package let message: String
}
