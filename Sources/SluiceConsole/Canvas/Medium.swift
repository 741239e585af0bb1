/// How many columns a terminal gives to a character: 0 for a mark, 2 for a wide one, negative when it cannot show it.
package typealias CharacterWidth = @Sendable (Unicode.Scalar) -> Int

/// What a terminal can show, as far as drawing depends on it.
package struct Medium: Sendable {
    /// The width of a character; on a terminal `wcwidth`.
    package let characterWidth: CharacterWidth
    /// The signs that boxes, charts and states are drawn with.
    package let glyphs: GlyphSet

    /// Makes a medium.
    package init(characterWidth: @escaping CharacterWidth, glyphs: GlyphSet) {
        self.characterWidth = characterWidth
        self.glyphs = glyphs
    }
}
