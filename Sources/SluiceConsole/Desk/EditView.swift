package import SluiceCore

/// A record that is being edited: what it has become, and where the operator is in it.
package struct EditView: Sendable, Hashable {
    /// What is being typed in.
    package enum Place: Sendable, Hashable {
        /// A cell, counted from 0.
        case cell(Int)
        /// The record as one line of text, for faults of quoting and for cells too many.
        case raw
    }

    /// The entry.
    package let entry: Int64
    /// The record as it is now; nil until something was changed.
    package var draft: RecordDraft?
    /// Where the operator is; nil for the first bad cell.
    package var place: Place?
    /// What is typed there; nil until something was.
    package var line: InputLine?
    /// True while the bytes are shown as hexadecimal digits.
    package var isHex = false
    /// The number under which it is saved; nil until it is.
    package var running: RequestID?

    /// A record nothing was changed of.
    package init(entry: Int64) { self.entry = entry }
}
