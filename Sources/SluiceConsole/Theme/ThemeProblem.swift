package import SluiceCore

/// Something wrong in a theme file.
package struct ThemeProblem: Sendable, Hashable {
    /// The line, 1-based.
    package let line: Int
    /// True when the theme can be used all the same.
    package let isWarning: Bool
    /// What is wrong, for the operator.
    package let message: SafeText
}
