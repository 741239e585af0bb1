/// A colour of a palette at every depth a terminal may have.
package struct ThemeColor: Sendable, Hashable {
    /// Red, green and blue, 0 to 255 each.
    package struct Components: Sendable, Hashable {
        /// Red.
        package let red: UInt8
        /// Green.
        package let green: UInt8
        /// Blue.
        package let blue: UInt8

        /// Makes a colour.
        package init(red: UInt8, green: UInt8, blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }
    }

    /// With any colour; nil when the palette names one of the terminal's own.
    package var components: Components?
    /// Its number among 256; nil when the palette names one of the terminal's own.
    package var index: UInt8?
    /// Its number among the terminal's own 16; nil for the terminal's default.
    package var basic: UInt8?

    /// The terminal's default.
    package static let standard = ThemeColor()

    /// The names of the terminal's own colours, in the order of their numbers.
    package static let basicNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black",
        "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
        "bright-cyan", "bright-white",
    ]

    /// What a terminal of this depth is told.
    package func resolved(_ depth: ColorDepth) -> TerminalColor {
        switch depth {
        case .mono: .standard
        case .direct where components != nil:
            components.map { .direct($0) } ?? .standard
        case .direct, .indexed:
            index.map { .indexed($0) } ?? basic.map { .indexed($0) } ?? .standard
        case .basic: basic.map { .indexed($0) } ?? .standard
        }
    }
}
