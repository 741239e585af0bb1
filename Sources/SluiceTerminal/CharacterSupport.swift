internal import CNcursesw
package import SluiceConsole

/// What characters the terminal shows, as far as the environment tells.
package enum CharacterSupport {
    /// Takes the kind of characters from the environment and answers what may be drawn.
    ///
    /// Only LC_CTYPE is set: a locale with a decimal comma would break the reading of numbers. It is a setting of the process;
    /// call this once, before any width is asked.
    package static func adopt() -> Medium {
        let isUTF8 = sl_set_character_locale() == 1
        return Medium(
            characterWidth: { @Sendable scalar in Int(sl_wcwidth(scalar.value)) },
            glyphs: isUTF8 ? .unicode : .ascii)
    }
}
