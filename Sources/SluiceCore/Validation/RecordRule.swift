/// A rule about the shape of a record, asked before its cells are looked at.
package protocol RecordRule: Sendable {
    /// Stable name, as it stands in findings.
    static var name: String { get }
    /// The code of its findings.
    static var code: FindingCode { get }
    /// What it checks, in one line for a list of rules.
    static var summary: String { get }
    /// What is wrong with a record; nil when nothing is.
    static func check(_ shape: RecordShape) -> RecordFlaw?
}

/// What the shape rules know of a record.
package struct RecordShape: Sendable, Equatable {
    /// What the scanner could not make sense of.
    package let fault: RecordFault?
    /// How many fields the record has.
    package let fieldCount: Int
    /// How many columns the header has.
    package let columnCount: Int

    /// Describes a record.
    package init(fault: RecordFault?, fieldCount: Int, columnCount: Int) {
        self.fault = fault
        self.fieldCount = fieldCount
        self.columnCount = columnCount
    }
}

/// What is wrong with the shape of a record.
package struct RecordFlaw: Sendable, Equatable {
    /// The field's number, 1-based; nil when the fault is not in one field.
    package let fieldNumber: Int?
    /// What is wrong and what was expected, without values.
    package let message: String
}
