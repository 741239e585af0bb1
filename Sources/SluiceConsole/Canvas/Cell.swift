/// One cell of the screen: a character with at most two marks, or the right half of a wide one.
package struct Cell: Sendable, Hashable {
    /// The character; a space in the right half of a wide one.
    package var character: Unicode.Scalar
    /// The first combining mark; U+0000 for none.
    package var firstMark: Unicode.Scalar = "\0"
    /// The second combining mark; U+0000 for none.
    package var secondMark: Unicode.Scalar = "\0"
    /// How many cells the character takes, 1 or 2; 0 in the right half of a wide one.
    package var width: UInt8 = 1
    /// What the cell means.
    package var role: StyleRole
    /// What lies over it.
    package var attributes: CellAttributes = []

    /// A cell of one column.
    package init(_ character: Unicode.Scalar = " ", role: StyleRole = .text) {
        self.character = character
        self.role = role
    }

    /// What the cell says as text; empty in the right half of a wide character.
    package var text: String {
        guard width > 0 else { return "" }
        var text = String(character)
        if firstMark != "\0" { text.unicodeScalars.append(firstMark) }
        if secondMark != "\0" { text.unicodeScalars.append(secondMark) }
        return text
    }
}
