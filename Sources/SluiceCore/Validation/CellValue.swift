/// What a cell holds once the rules have read it.
package enum CellValue: Sendable, Hashable {
    /// No value: the cell is blank or has one of the texts that stand for nothing, and need not have one.
    case missing
    /// The trimmed text, byte for byte.
    case text([UInt8])
    /// A finite double, in the stored unit.
    case number(Double)
    /// A whole number.
    case integer(Int64)
    /// A moment.
    case time(TimeStamp)

    /// The value as a double, for ranges and statistics; nil when it is no number.
    package var double: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        case .missing, .text, .time: nil
        }
    }
}
