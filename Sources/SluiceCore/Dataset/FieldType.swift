/// What the cells of a field are; the raw values are those of `type` in a dataset file.
package enum FieldType: String, Sendable, Hashable, CaseIterable {
    /// Text, stored byte for byte after surrounding spaces and tabs are trimmed.
    case string
    /// A decimal number, stored as the correctly rounded double.
    case number
    /// A number with an integral value in any spelling, stored as a 64-bit integer.
    case integer
    /// A date-time in one of the dataset's formats; stored as its text unless it is the time of the record.
    case datetime
    /// `true`, `True`, `TRUE` or `1`, or `false`, `False`, `FALSE` or `0`; stored as 1 or 0.
    case boolean

    /// True when the cells are numbers, which can have a range, a unit and aggregates.
    package var isNumeric: Bool { self == .number || self == .integer }
}
