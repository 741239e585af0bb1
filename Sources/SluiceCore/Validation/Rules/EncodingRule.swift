/// Checks that a cell is UTF-8 text without a NUL byte. Changes nothing.
///
/// Accepted: `Hall é` in UTF-8. Rejected: the byte FF, an overlong form, a lone surrogate, a NUL.
package enum EncodingRule: CellRule {
    package static let name = "encoding"
    package static let code = FindingCode.encoding
    package static let summary = "every field is UTF-8 without a NUL byte"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        flaw(of: cell.bytes).map(CellOutcome.unusable) ?? .passed
    }

    /// What is wrong with the encoding of some bytes; nil when nothing is.
    package static func flaw(of bytes: [UInt8]) -> String? {
        if bytes.contains(0) { return "the field has a NUL byte; expected UTF-8 text" }
        return FieldText.firstEncodingFault(0..<bytes.count, in: bytes.span) == nil
            ? nil : "the field is not UTF-8"
    }
}
