/// One step down in a TOML document.
package enum TomlPathPart: Sendable, Hashable {
    /// To the value of a key of a table.
    case key(String)
    /// To an element of a list, 0-based.
    case index(Int)
}
