/// Checks that a record has as many fields as the header has columns; it is never padded or cut.
///
/// A record whose quoting or length is at
/// fault has no count. Accepted: `a,b` under the header `x,y`, also `a,`. Rejected: `a` and `a,b,c`.
package enum FieldCountRule: RecordRule {
    package static let name = "fields"
    package static let code = FindingCode.fields
    package static let summary = "a record has as many fields as the header"

    package static func check(_ shape: RecordShape) -> RecordFlaw? {
        switch shape.fault {
        case .none, .fieldTooLong: break
        case .strayQuote, .textAfterQuote, .unclosedQuote, .recordTooLong: return nil
        }
        guard shape.fieldCount != shape.columnCount else { return nil }
        return RecordFlaw(
            fieldNumber: nil,
            message: "the record has \(counted(shape.fieldCount, "field")); "
                + "the header has \(counted(shape.columnCount, "column"))")
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
