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
            message: "\(start)\(counted(shape.fieldCount, "field")); "
                + "the header has \(counted(shape.columnCount, "column"))")
    }

    /// How many fields the record of a finding of this rule has; nil for other findings.
    package static func fieldCount(of finding: Finding) -> Int? {
        guard finding.code == code, finding.message.hasPrefix(start) else { return nil }
        return Int(finding.message.dropFirst(start.count).prefix { $0 != " " })
    }

    /// What stands for the shape of a value where a record has so many fields: `12 fields`.
    package static func shape(ofFields count: Int) -> String { counted(count, "field") }

    private static let start = "the record has "

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
