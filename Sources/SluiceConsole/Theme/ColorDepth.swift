/// How many colours a terminal has.
package enum ColorDepth: Int, Sendable, Comparable, CaseIterable {
    /// None, or the operator wants none.
    case mono
    /// The terminal's own 8 or 16.
    case basic
    /// The 256 of xterm.
    case indexed
    /// Any.
    case direct

    /// Fewer colours come first.
    package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
        left.rawValue < right.rawValue
    }
}
