package import SluiceCore
internal import SluiceSystem

/// One file with all that is known of it.
extension StoreReader {
    /// Most held records a file's detail lists.
    private static let listLimit = 1_000

    /// A file by its ledger id, with a map of its bad rows in so many stretches; nil when it is unknown or in progress.
    package func fileDetail(_ id: Int64, mapStretches: Int) throws(StoreError) -> FileDetail? {
        try reading { () throws(StoreError) -> FileDetail? in
            guard let entry = try file(id) else { return nil }
            var detail = FileDetail(
                summary: entry.summary, sha256: entry.hashText)
            detail.archiveName = entry.file.archiveName
            detail.duplicateOf = entry.duplicateOf
            detail.header = entry.file.header
            detail.reasons = try reasons(ofFile: id)
            detail.lastLine = try lastLine(ofFile: id, records: entry.file.records)
            if entry.file.quarantined > 0 {
                detail.badMap = try badMap(
                    ofFile: id, lastLine: detail.lastLine, stretches: max(1, mapStretches))
            }
            detail.findings = try fileEntry(ofFile: id)?.findings ?? []
            detail.held = try heldEntries(ofFile: id, limit: Self.listLimit).compactMap(\.row)
            return detail
        }
    }

    private func reasons(ofFile id: Int64) throws(StoreError) -> [ReasonCount] {
        let statement = try connection.statement(
            """
            SELECT k.code, count(*) FROM entries e
                JOIN entry_findings n ON n.entry_id = e.id AND n.position = 0
                JOIN finding_kinds k ON k.id = n.kind_id
                WHERE e.file_id = ?1 AND e.line > 0 AND e.status = 0 GROUP BY k.code
                ORDER BY count(*) DESC, k.code
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        var reasons: [ReasonCount] = []
        while try statement.step() {
            guard let code = FindingCode(rawValue: statement.text(0)) else { continue }
            reasons.append(ReasonCount(code, statement.int(1)))
        }
        return reasons
    }

    /// The last line that holds a record: of a stored row, or of a held one.
    private func lastLine(ofFile id: Int64, records: Int) throws(StoreError) -> Int {
        let statement = try connection.statement(
            """
            SELECT max(f.last_row - f.first_row,
                    COALESCE((SELECT max(line) FROM entries WHERE file_id = ?1), 0))
                FROM ledger f WHERE f.id = ?1
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        let known = try statement.step() ? statement.int(0) : 0
        return known > 0 ? known : records + 1
    }

    private func badMap(
        ofFile id: Int64, lastLine: Int, stretches: Int
    ) throws(StoreError) -> [Int] {
        var map = Array(repeating: 0, count: stretches)
        let statement = try connection.statement(
            "SELECT line FROM entries WHERE file_id = ?1 AND line > 0 AND status = 0")
        statement.bind(id, at: 1)
        defer { statement.reset() }
        while try statement.step() {
            let line = min(statement.int(0), lastLine)
            map[(line - 1) * stretches / max(1, lastLine)] += 1
        }
        return map
    }
}

extension LedgerEntry {
    /// The SHA-256 of its content in lower-case hexadecimal.
    package var hashText: String { PathText.hexadecimal(file.sha256) }

    /// The file as the console lists it.
    package var summary: FileSummary {
        let phase: FileSummary.Phase
        switch status {
        case .duplicate: phase = .duplicate
        case .rejected:
            let code = error?.split(separator: ":").first.map(String.init) ?? ""
            phase = .rejected(FindingCode(rawValue: code) ?? .format)
        case .loading: phase = .arriving
        case .superseded: phase = .superseded
        case .committed, .archived, .pruned:
            phase = file.quarantined + file.discarded > 0 ? .partial : .stored
        }
        var summary = FileSummary(
            id: id, name: PathText.ledgerName(file.name), phase: phase,
            sizeBytes: file.sizeBytes, arrivedMicroseconds: file.discoveredAt)
        summary.records = file.records
        summary.stored = file.stored
        summary.held = file.quarantined
        summary.discarded = file.discarded
        summary.committedMicroseconds = committedAt
        summary.dataset = file.dataset
        return summary
    }
}

extension QuarantineEntry {
    /// The entry as a list shows it, without its location; nil without findings.
    package var row: QuarantinePage.Row? {
        guard let first = findings.first else { return nil }
        var row = QuarantinePage.Row(
            id: id, fileID: fileID, fileName: fileName, line: line, finding: first,
            findingCount: findings.count, location: nil, quarantinedMicroseconds: quarantinedAt)
        row.dataset = dataset.isEmpty ? nil : dataset
        return row
    }
}
