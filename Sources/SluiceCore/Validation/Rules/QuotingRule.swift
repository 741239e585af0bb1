/// Checks that quotes enclose whole fields, are doubled inside them and are closed. Changes nothing.
///
/// Accepted: `"Lab ""7"""`, and a line break inside quotes. Rejected: `5" pipe`, `"a"b`, a quote that is never closed.
package enum QuotingRule: RecordRule {
    package static let name = "quoting"
    package static let code = FindingCode.quote
    package static let summary = "quotes enclose whole fields and are closed"

    package static func check(_ shape: RecordShape) -> RecordFlaw? {
        switch shape.fault {
        case .strayQuote(let field):
            RecordFlaw(fieldNumber: field + 1, message: "a quote inside an unquoted field")
        case .textAfterQuote(let field):
            RecordFlaw(fieldNumber: field + 1, message: "text after the closing quote of a field")
        case .unclosedQuote(let field):
            RecordFlaw(
                fieldNumber: field + 1, message: "the quoting of the field does not end as it must")
        case .none, .recordTooLong, .fieldTooLong:
            nil
        }
    }
}
