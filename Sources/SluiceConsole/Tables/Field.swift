package import SluiceCore

/// What is drawn in one row of one column.
package enum Field: Sendable {
    /// Text in a role.
    case text(SafeText, StyleRole)
    /// A sparkline.
    case series([Double?])
    /// A bar of a part of the column's width.
    case bar(Double)

    /// Ordinary text.
    package static func text(_ text: SafeText) -> Field { .text(text, .text) }
}
