/// Checks that a record has at most 1 MiB and a field at most 64 KiB. Changes nothing.
///
/// Accepted: a field of 65 536 bytes. Rejected: one of 65 537, a line of 2 MiB.
package enum LengthRule: RecordRule {
    package static let name = "length"
    package static let code = FindingCode.length
    package static let summary = "a field has at most 64 KiB, a record at most 1 MiB"

    package static func check(_ shape: RecordShape) -> RecordFlaw? {
        switch shape.fault {
        case .recordTooLong:
            RecordFlaw(fieldNumber: nil, message: "the record is longer than 1 MiB")
        case .fieldTooLong(let field):
            RecordFlaw(fieldNumber: field + 1, message: "the field is longer than 64 KiB")
        case .none, .strayQuote, .textAfterQuote, .unclosedQuote:
            nil
        }
    }
}
