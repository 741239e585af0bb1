/// Why a text is no regular expression that can be used.
package struct PatternProblem: Error, Sendable, Hashable {
    /// What is wrong, in the words of RE2.
    package let message: String
}
