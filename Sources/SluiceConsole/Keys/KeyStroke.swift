/// One key with what was held down with it, as a terminal reports it.
package struct KeyStroke: Sendable, Hashable {
    /// A key of the keyboard.
    package enum Key: Sendable, Hashable {
        /// A printable character, the space among them; letters with control are in lower case.
        case character(Unicode.Scalar)
        /// Enter.
        case enter
        /// Escape.
        case escape
        /// Tab.
        case tab
        /// Backspace.
        case backspace
        /// Delete.
        case delete
        /// Cursor up.
        case up
        /// Cursor down.
        case down
        /// Cursor left.
        case left
        /// Cursor right.
        case right
        /// Home.
        case home
        /// End.
        case end
        /// Page up.
        case pageUp
        /// Page down.
        case pageDown
        /// A function key, 1 to 24.
        case function(Int)
    }

    /// What is held down.
    package struct Modifiers: OptionSet, Sendable, Hashable {
        /// The bits.
        package let rawValue: UInt8

        /// Makes a set of its bits.
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Shift, with keys that are no characters.
        package static let shift = Modifiers(rawValue: 1)
        /// Control.
        package static let control = Modifiers(rawValue: 2)
        /// Alt, or meta.
        package static let alt = Modifiers(rawValue: 4)
    }

    /// The key.
    package let key: Key
    /// What is held down with it.
    package let modifiers: Modifiers

    /// Makes a key stroke.
    package init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// A printable character without anything held down.
    package init(_ character: Unicode.Scalar) { self.init(.character(character)) }
}
