/// What is wrong with the shape of a record; field indices are 0-based.
package enum RecordFault: Sendable, Hashable {
    /// A quote inside a field that does not begin with one (`QUOTE`).
    case strayQuote(field: Int)
    /// Something other than a delimiter or a line end, blanks included, after a closing quote (`QUOTE`).
    case textAfterQuote(field: Int)
    /// The field's quote is open at the end of the record's first line, and what follows does not close it well (`QUOTE`).
    ///
    /// Either no closing quote comes within the record limit or the file, or a later line has a fault of its own.
    case unclosedQuote(field: Int)
    /// The record is longer than the limit (`LENGTH`); none of its fields is kept.
    case recordTooLong
    /// A field is longer than the limit (`LENGTH`); it is the first such one, and all fields are kept.
    case fieldTooLong(field: Int)
}
