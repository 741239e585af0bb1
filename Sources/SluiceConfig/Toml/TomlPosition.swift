/// A place in a TOML text; both numbers are 1-based, columns count code points.
package struct TomlPosition: Sendable, Hashable, Comparable {
    /// Line, 1-based; 0 when the place is unknown.
    package let line: Int
    /// Code point in the line, 1-based; 0 when the place is unknown.
    package let column: Int

    /// Makes a position.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The order of the text.
    package static func < (left: TomlPosition, right: TomlPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
