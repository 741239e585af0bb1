package import SluiceCore
package import SluiceStore

/// How quarantine entries are shown: as a row of a list, in full, and as JSON.
package enum QuarantineReport {
    /// The columns of the list.
    package static let columns = [
        ">id", "file", ">line", "code", "column", "value", "what is wrong",
    ]

    /// An entry as rows of the list: one for each finding, the entry named in the first.
    package static func rows(_ entry: QuarantineEntry) -> [[String]] {
        let start = ["\(entry.id)", entry.fileName, entry.line.map { "\($0)" } ?? "-"]
        return entry.findings.enumerated().map { index, finding in
            (index == 0 ? start : ["", "", ""]) + [
                finding.code.rawValue, column(finding),
                finding.value.map { Sanitiser.safe($0, limit: 32).string } ?? "", finding.message,
            ]
        }
    }

    /// An entry in full, line by line.
    package static func lines(_ entry: QuarantineEntry) -> [String] {
        let place = entry.line.map { "line \($0), byte \(entry.byteOffset ?? 0)" }
        var lines = [
            "entry \(entry.id): \(entry.status.rawValue)",
            "file     \(entry.fileName) (\(entry.fileID)), \(place ?? "the whole file")",
            "since    \(UTCText.timestamp(microseconds: entry.quarantinedAt))",
        ]
        if let resolved = entry.resolvedAt {
            lines.append("resolved \(UTCText.timestamp(microseconds: resolved))")
        }
        lines.append("record   \(entry.rawSize) bytes")
        lines.append("  \(Sanitiser.safe(entry.raw, limit: 4096).string)")
        for finding in entry.findings {
            lines.append("\(finding.code.rawValue) \(column(finding)): \(finding.message)")
            if let value = finding.value {
                lines.append("  value: \(Sanitiser.safe(value, limit: 256).string)")
            }
        }
        return lines
    }

    /// An entry as the members of a JSON object; the record itself only when asked for.
    ///
    /// A record that is not UTF-8 is given as `raw_hex` as well.
    package static func json(
        _ entry: QuarantineEntry, withRecord: Bool, into json: inout JSONWriter
    ) {
        json.integer("id", entry.id)
        json.integer("file_id", entry.fileID)
        json.text("file", entry.fileName)
        json.integer("line", entry.line)
        json.integer("byte_offset", entry.byteOffset)
        json.integer("raw_size", entry.rawSize)
        json.text("status", entry.status.rawValue)
        json.integer("attempts", entry.attempts)
        json.text("quarantined_at", UTCText.timestamp(microseconds: entry.quarantinedAt))
        json.text("resolved_at", entry.resolvedAt.map(UTCText.timestamp))
        if withRecord {
            json.text("raw", bytes: entry.raw)
            if String(validating: entry.raw, as: UTF8.self) == nil {
                json.text("raw_hex", hexadecimal(entry.raw))
            }
            json.text(QuarantineExport.markName, RecordMark.of(entry.raw))
        }
        json.array("findings") { json in
            for finding in entry.findings {
                json.object { FindingReport.json(finding, into: &$0) }
            }
        }
    }

    private static func column(_ finding: Finding) -> String {
        finding.columnName ?? finding.columnIndex.map { "field \($0)" } ?? "-"
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
