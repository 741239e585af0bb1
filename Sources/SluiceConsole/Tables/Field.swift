package import SluiceCore

/// What is drawn in one row of one column.
package enum Field: Sendable {
    /// Text in a role; where the column has no room for it, the shorter one.
    case text(SafeText, StyleRole, shorter: SafeText?)
    /// A sparkline.
    case series([Double?])
    /// A bar of a part of the column's width.
    case bar(Double)

    /// Text that has one form.
    package static func text(_ text: SafeText, _ role: StyleRole = .text) -> Field {
        .text(text, role, shorter: nil)
    }

    /// All of the text; nil of a chart.
    package var text: SafeText? {
        guard case .text(let text, _, _) = self else { return nil }
        return text
    }
}
