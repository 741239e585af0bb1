/// A field of a dataset bound to a column of a file, with its constraints in the form that judging needs.
///
/// A class, because every cell that the rules look at refers to its plan, and copying a dozen constraints is dear. It never changes.
package final class ColumnPlan {
    /// What becomes of the cells.
    package enum Role: Sendable, Hashable {
        /// A double in the row.
        case number
        /// A whole number in the row.
        case integer
        /// 1 or 0 in the row.
        case boolean
        /// A checked date-time, stored as its text.
        case moment
        /// Text in the row.
        case text
        /// The time of the record.
        case time
        /// One of several texts that make the time of the record.
        case timePart
        /// The location of the record.
        case location
        /// A column that no field is read from: only its encoding is looked at.
        case extra
    }

    /// The field.
    package let field: DatasetField
    /// Index of its column in the file, 0-based.
    package let column: Int
    /// Index of its cell in the row; nil when it is not stored as a cell.
    package let slot: Int?
    /// Index among the metrics; nil when it is not aggregated.
    package let metric: Int?
    /// What becomes of the cells.
    package let role: Role
    /// True when a record without a value is held.
    package let isRequired: Bool
    /// Smallest accepted number; −infinity when there is no bound.
    package let minimum: Double
    /// Largest accepted number; +infinity when there is no bound.
    package let maximum: Double
    /// What a finding about the range says.
    package let rangeExpectation: String
    /// The listed texts, trimmed; empty: any.
    package let enumeration: [[UInt8]]
    /// The listed values that are numbers.
    package let enumerationNumbers: [Double]
    /// The pattern of the whole text.
    package let pattern: TextPattern?
    /// The formats of a time; empty unless the cell is one.
    package let times: TimeReader?
    /// Texts that stand for nothing, apart from the blank one.
    package let missing: [[UInt8]]
    /// Latest accepted time in milliseconds since 1970; nil when any is.
    package let latestMilliseconds: Int64?

    /// True when the fast path may read the cells: a number, text or time without anything unusual.
    package let isPlain: Bool

    /// Plans a column of a file.
    package init(
        _ field: DatasetField, of dataset: Dataset, column: Int, slot: Int?, metric: Int?,
        role: Role, latestMilliseconds: Int64? = nil
    ) {
        self.field = field
        self.column = column
        self.slot = slot
        self.metric = metric
        self.role = role
        isRequired = field.constraints.isRequired || [.time, .timePart, .location].contains(role)
        let hasRange = field.type.isNumeric
        minimum = hasRange ? field.constraints.minimum ?? -.infinity : -.infinity
        maximum = hasRange ? field.constraints.maximum ?? .infinity : .infinity
        rangeExpectation = hasRange ? RangeRule.expectation(of: field) : ""
        enumeration = field.constraints.enumeration.map { TextCheck.trimmed(Array($0.utf8)) }
        enumerationNumbers = enumeration.compactMap {
            DecimalNumber.parse($0.span, 0..<$0.count)
        }
        pattern = field.constraints.pattern
        times = role == .time || role == .moment ? TimeReader(dataset.time) : nil
        missing = (field.missingValues ?? dataset.missingValues)
            .map { TextCheck.trimmed(Array($0.utf8)) }.filter { !$0.isEmpty }
        self.latestMilliseconds = latestMilliseconds
        isPlain =
            enumeration.isEmpty && pattern == nil && missing.isEmpty && field.conversion == nil
            && field.decimalMark == UInt8(ascii: ".") && latestMilliseconds == nil
            && [.number, .integer, .text, .time, .location].contains(role)
    }

    /// Name for findings; nil for a column that no field is read from.
    package var fieldName: String? { role == .extra ? nil : field.name }

    /// True when a trimmed text stands for no value.
    package func isMissing(_ trimmed: [UInt8]) -> Bool {
        trimmed.isEmpty || missing.contains(trimmed)
    }
}
