package import SluiceCore

/// A short word to the operator in the last row, for some seconds.
package struct Notice: Sendable {
    /// What is said.
    package var text: SafeText
    /// How it looks: `level.info`, `level.warn` or `level.error`.
    package var role: StyleRole
    /// Until when it is shown, in microseconds since 1970 UTC.
    package var untilMicroseconds: Int64
}
