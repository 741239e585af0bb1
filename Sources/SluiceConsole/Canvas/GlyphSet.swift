/// The signs that boxes, charts and states are drawn with, in Unicode or in ASCII.
package struct GlyphSet: Sendable {
    /// The lines of a box.
    package struct Box: Sendable {
        /// The horizontal line.
        package let horizontal: Unicode.Scalar
        /// The vertical line.
        package let vertical: Unicode.Scalar
        /// The corners: upper left, upper right, lower left, lower right.
        package let corners: [Unicode.Scalar]
    }

    /// True when only ASCII may be drawn.
    package let isASCII: Bool
    /// A box.
    package let box: Box
    /// The box that has the focus.
    package let focusBox: Box
    /// Columns of a chart from one eighth to full, or what comes near them.
    package let columns: [Unicode.Scalar]
    /// Bars from one eighth to full, or what comes near them.
    package let bars: [Unicode.Scalar]
    /// A threshold in a chart.
    package let threshold: Unicode.Scalar
    /// The line of a chart.
    package let line: Unicode.Scalar
    /// The band around it, and stretches of a map where nothing is.
    package let dot: Unicode.Scalar
    /// A point that is looked at.
    package let point: Unicode.Scalar
    /// A tick of a vertical axis.
    package let tick: Unicode.Scalar
    /// A vertical axis.
    package let axis: Unicode.Scalar
    /// Sorted upwards.
    package let ascending: Unicode.Scalar
    /// Sorted downwards.
    package let descending: Unicode.Scalar
    /// Done, in order.
    package let done: Unicode.Scalar
    /// At work.
    package let running: Unicode.Scalar
    /// On its way.
    package let arriving: Unicode.Scalar
    /// Refused, or wrong.
    package let failed: Unicode.Scalar
    /// More beyond the edge.
    package let ellipsis: Unicode.Scalar
    /// Parts two facts on a line.
    package let separator: Unicode.Scalar

    /// For terminals that show UTF-8.
    package static let unicode = GlyphSet(
        isASCII: false,
        box: Box(horizontal: "─", vertical: "│", corners: ["┌", "┐", "└", "┘"]),
        focusBox: Box(horizontal: "═", vertical: "║", corners: ["╔", "╗", "╚", "╝"]),
        columns: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        bars: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], threshold: "╌", line: "━", dot: "·",
        point: "●", tick: "┤", axis: "│", ascending: "▲", descending: "▼", done: "✓",
        running: "▶", arriving: "…", failed: "✗", ellipsis: "…", separator: "·")

    /// For all others.
    package static let ascii = GlyphSet(
        isASCII: true,
        box: Box(horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"]),
        focusBox: Box(horizontal: "=", vertical: "|", corners: ["#", "#", "#", "#"]),
        columns: ["_", "_", "-", "-", "=", "+", "*", "#"],
        bars: ["-", "-", "-", "=", "=", "=", "#", "#"], threshold: "-", line: "=", dot: ".",
        point: "o", tick: "|", axis: "|", ascending: "^", descending: "v", done: ".",
        running: ">", arriving: "~", failed: "X", ellipsis: "~", separator: "-")

    /// What stands for one of our own signs where only ASCII may be drawn, the symbols of control characters included; nil for a
    /// sign that is none of ours.
    package static func asciiText(for character: Unicode.Scalar) -> String? {
        switch character {
        case "…": "~"
        case "·", "–", "—", "−", "─": "-"
        case "°": ""
        case "±": "+/-"
        case "÷": "/"
        case "×": "x"
        case "σ": "s"
        case "µ": "u"
        case "▲": "^"
        case "▼": "v"
        case "▸", "→", "▶": ">"
        case "◂": "<"
        case "●": "*"
        case "✓": "."
        case "✗": "X"
        case "▌": "_"
        case "≥": ">="
        case "≤": "<="
        case "\u{2400}"..."\u{241F}": "^" + String(UnicodeScalar(UInt8(character.value - 0x23C0)))
        case "\u{2421}": "^?"
        default: nil
        }
    }
}
