/// The entries of a TOML table in the order of the text.
package struct TomlTable: Sendable, Hashable {
    /// One key with its value.
    package struct Entry: Sendable, Hashable {
        /// The key, unquoted.
        package let key: String
        /// Where the key stands.
        package let keyRange: TomlRange
        /// The value.
        package let value: TomlValue
    }

    /// The entries; no key occurs twice.
    package let entries: [Entry]

    /// Makes a table.
    package init(entries: [Entry] = []) {
        self.entries = entries
    }

    /// The entry of a key; nil when there is none. Linear time.
    package subscript(key: String) -> Entry? {
        entries.first { $0.key == key }
    }
}
