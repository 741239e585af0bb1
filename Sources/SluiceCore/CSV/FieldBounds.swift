/// Where the content of one field lies: offsets from the record's start, outer quotes left out, blanks not trimmed.
package struct FieldBounds: Sendable, Hashable {
    /// Offset of the first byte of the content.
    package var start: Int
    /// Offset behind the last byte of the content.
    package var end: Int
    /// True when the field was written in quotes.
    package var isQuoted: Bool
    /// True when the content has doubled quotes, which stand for one.
    package var hasEscapes: Bool
}
