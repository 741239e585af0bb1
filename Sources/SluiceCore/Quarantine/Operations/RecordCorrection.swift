/// A text that is to take the place of a held record.
package struct RecordCorrection: Sendable, Hashable {
    /// The new bytes of the record, without line end.
    package var text: [UInt8]
    /// The mark of the bytes that the text was made from, as an export has it; nil where that is not known.
    package var mark: String?

    /// Makes a correction.
    package init(_ text: [UInt8], mark: String? = nil) {
        self.text = text
        self.mark = mark
    }
}
