internal import SluiceCore
internal import SluiceStore

/// What an export of quarantine entries is written as.
enum QuarantineExport: String, CaseIterable {
    /// One CSV record for each finding, under a header.
    case csv
    /// One JSON object for each entry, with its record and all its findings.
    case jsonl

    /// The column, or member, that tells an import whether a record has been changed since it was exported.
    static let markName = "raw_mark"

    /// The columns of the CSV form.
    private static let columns = [
        "entry_id", "file", "line", "byte_offset", "status", "quarantined_at", "code",
        "column_index", "column", "value", "message", "raw", markName,
    ]

    /// What stands before the first entry.
    func header() -> [UInt8] {
        guard self == .csv else { return [] }
        var writer = CSVWriter()
        writer.record(Self.columns.map { Array($0.utf8) })
        return writer.bytes
    }

    /// The text of some entries; with the guard, no cell of the CSV form starts a formula.
    func text(of entries: [QuarantineEntry], guardsFormulas: Bool) -> [UInt8] {
        switch self {
        case .csv:
            var writer = CSVWriter(guardsFormulas: guardsFormulas)
            for entry in entries {
                for finding in entry.findings { writer.record(Self.cells(entry, finding)) }
            }
            return writer.bytes
        case .jsonl:
            return entries.flatMap { entry in
                var writer = JSONWriter()
                writer.object { QuarantineReport.json(entry, withRecord: true, into: &$0) }
                return writer.bytes + [UInt8(ascii: "\n")]
            }
        }
    }

    private static func cells(_ entry: QuarantineEntry, _ finding: Finding) -> [[UInt8]] {
        let start = [
            "\(entry.id)", entry.fileName, entry.line.map { "\($0)" } ?? "",
            entry.byteOffset.map { "\($0)" } ?? "", entry.status.rawValue,
            UTCText.timestamp(microseconds: entry.quarantinedAt), finding.code.rawValue,
            finding.columnIndex.map { "\($0)" } ?? "", finding.columnName ?? "",
        ]
        return start.map { Array($0.utf8) }
            + [
                finding.value ?? [], Array(finding.message.utf8), entry.raw,
                Array(RecordMark.of(entry.raw).utf8),
            ]
    }
}
