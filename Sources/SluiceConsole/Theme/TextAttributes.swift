/// How text looks besides its colours.
package struct TextAttributes: OptionSet, Sendable, Hashable {
    /// The bits.
    package let rawValue: UInt8

    /// Makes a set of its bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bold, or bright.
    package static let bold = TextAttributes(rawValue: 1)
    /// Faint.
    package static let dim = TextAttributes(rawValue: 2)
    /// Slanted.
    package static let italic = TextAttributes(rawValue: 4)
    /// Underlined.
    package static let underline = TextAttributes(rawValue: 8)
    /// Foreground and background exchanged.
    package static let reverse = TextAttributes(rawValue: 16)

    /// The attribute of a word in a theme file.
    package static func named(_ word: some StringProtocol) -> TextAttributes? {
        switch word {
        case "bold": .bold
        case "dim": .dim
        case "italic": .italic
        case "underline": .underline
        case "reverse": .reverse
        default: nil
        }
    }
}
