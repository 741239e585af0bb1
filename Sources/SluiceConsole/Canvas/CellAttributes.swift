/// What lies over a cell's role: a theme composes both, so that a warning on the selected row stays a warning.
package struct CellAttributes: OptionSet, Sendable, Hashable {
    /// The bits.
    package let rawValue: UInt8

    /// Makes a set of its bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The row the cursor is on.
    package static let selected = CellAttributes(rawValue: 1)
    /// Text a search has found.
    package static let match = CellAttributes(rawValue: 2)
}
