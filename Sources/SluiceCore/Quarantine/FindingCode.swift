/// What kind of thing is wrong; the raw values are stable and appear in the database, in files and on the screen.
package enum FindingCode: String, Sendable, CaseIterable {
    /// A required cell is empty.
    case null = "NULL"
    /// A numeric cell is not a number of the accepted grammar, not finite, or not integral where it must be.
    case number = "NUMBER"
    /// A time cell is not a real calendar date-time in an accepted format.
    case date = "DATE"
    /// A number lies outside the inclusive range of its field.
    case range = "RANGE"
    /// A value is none of the listed ones.
    case enumeration = "ENUM"
    /// A text does not match the pattern of its field.
    case pattern = "PATTERN"
    /// A record has too few or too many fields.
    case fields = "FIELDS"
    /// The quoting of a record is malformed.
    case quote = "QUOTE"
    /// A cell has a NUL byte or is not UTF-8.
    case encoding = "ENCODING"
    /// A field is longer than 64 KiB, or a record longer than 1 MiB.
    case length = "LENGTH"
    /// The dataset's key was seen before, in this file or in the store.
    case duplicate = "DUPLICATE"
    /// A time lies further in the future than the dataset allows.
    case future = "FUTURE"
    /// A cross-field rule of the dataset does not hold.
    case rule = "RULE"
    /// File: a required column is missing, or a name occurs twice.
    case header = "HEADER"
    /// File: no bytes, or only empty lines.
    case empty = "EMPTY"
    /// File: not UTF-8 text (a UTF-16 or UTF-32 mark, a NUL in the header).
    case format = "FORMAT"
    /// File: larger, wider or worse than the limits allow.
    case limit = "LIMIT"
    /// File: at least one bad record while the mode is `strict`.
    case strict = "STRICT"
}
