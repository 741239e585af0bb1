/// A colour as a terminal of some depth is told it.
package enum TerminalColor: Sendable, Hashable {
    /// The terminal's default.
    case standard
    /// A number among 16 or 256.
    case indexed(UInt8)
    /// Red, green and blue.
    case direct(ThemeColor.Components)
}

/// How a cell looks on a terminal of some depth.
package struct TerminalStyle: Sendable, Hashable {
    /// The colour of the text.
    package let foreground: TerminalColor
    /// The colour behind it.
    package let background: TerminalColor
    /// How it looks besides.
    package let attributes: TextAttributes
}
