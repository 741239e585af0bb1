/// What an SQL expression says of one record.
package enum ExpressionOutcome: Sendable, Hashable {
    /// A value: missing (NULL), a number, a whole number or a text.
    case value(CellValue)
    /// It cannot be computed for this record, for this reason: a whole number overflows, a text grows too long.
    case failed(String)

    /// True when it says that a condition does not hold: zero, or a text that does not begin with another number.
    ///
    /// NULL and failures are not false: what cannot be said of a record is not held against it.
    package var isFalse: Bool {
        switch self {
        case .value(.number(let number)): number == 0
        case .value(.integer(let number)): number == 0
        case .value(.text(let text)): Self.isZero(text)
        case .value(.missing), .value(.time), .failed: false
        }
    }

    /// True for a text that SQL takes for false: the number that it begins with, or none, is 0.
    private static func isZero(_ text: [UInt8]) -> Bool {
        var rest = text[...].drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest = rest.dropFirst() }
        var hasPoint = false
        for byte in rest {
            if byte == 0x2E, !hasPoint {
                hasPoint = true
            } else if byte == 0x30 {
                continue
            } else {
                return !(0x31...0x39).contains(byte)
            }
        }
        return true
    }

    /// The text of a cell that holds the value: a whole number without a fraction, nothing for NULL; nil for a failure.
    package var cell: [UInt8]? {
        switch self {
        case .value(.missing): []
        case .value(.text(let text)): text
        case .value(.integer(let number)): Array(String(number).utf8)
        case .value(.number(let number)):
            if let whole = Int64(exactly: number), abs(number) < 1e15 {
                Array(String(whole).utf8)
            } else {
                Array("\(number)".utf8)
            }
        case .value(.time), .failed: nil
        }
    }
}
