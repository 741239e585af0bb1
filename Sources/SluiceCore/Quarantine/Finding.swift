/// One thing wrong with one field, record or file.
///
/// A finding's message never holds the value: values are personal data, and messages go to logs.
package struct Finding: Sendable, Hashable {
    /// The kind of fault.
    package let code: FindingCode
    /// Name of the catalog rule that found it, such as `range` or `timestamp`; stable.
    package let rule: String
    /// The field's number in the record, 1-based; nil when the finding is about the record or the file.
    package let columnIndex: Int?
    /// The canonical name of the column; nil when there is none (an extra field, a record, a file).
    package let columnName: String?
    /// The offending cell as it stands in the file, unquoted, at most ``valueLimit`` bytes.
    package let value: [UInt8]?
    /// What is wrong and what was expected, in one sentence, without the value.
    package let message: String

    /// Longest value kept, in bytes; the record's raw bytes hold the rest.
    package static let valueLimit = 1024

    /// Makes a finding; a longer value is cut at ``valueLimit``.
    package init(
        _ code: FindingCode, rule: String, columnIndex: Int? = nil, columnName: String? = nil,
        value: [UInt8]? = nil, message: String
    ) {
        self.code = code
        self.rule = rule
        self.columnIndex = columnIndex
        self.columnName = columnName
        self.value = value.map { $0.count > Self.valueLimit ? Array($0[..<Self.valueLimit]) : $0 }
        self.message = message
    }
}

extension Finding {
    /// What it is about, by which entries are grouped and filtered: the column, the rule for a rule across fields; else empty.
    package var subject: String { columnName ?? (code == .rule ? rule : "") }

    /// What its value looks like, by which entries are grouped and selected. Of a record with a wrong number of fields that
    /// number: `12 fields`.
    package var shape: String {
        FieldCountRule.fieldCount(of: self).map(FieldCountRule.shape)
            ?? value.map { ValueShape.text(ValueShape.of($0)) } ?? ValueShape.none
    }

    /// True when the cells of the record cannot be told apart with certainty, so that no rule was asked about them.
    package var keepsCellsUnjudged: Bool { [.fields, .quote].contains(code) }
}
