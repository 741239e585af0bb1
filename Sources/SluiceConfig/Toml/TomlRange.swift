/// A stretch of a TOML text, from its first character to the one after its last.
///
/// Of a table with a header of its own it is the header, not the body.
package struct TomlRange: Sendable, Hashable {
    /// The first character.
    package let begin: TomlPosition
    /// The character after the last.
    package let end: TomlPosition

    /// Makes a range.
    package init(begin: TomlPosition, end: TomlPosition) {
        self.begin = begin
        self.end = end
    }
}
