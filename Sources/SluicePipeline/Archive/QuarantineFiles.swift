internal import SluiceCore
internal import SluiceSystem

/// Writes the two files that stand for a source file's bad records in `quarantine/`, for other tools.
///
/// The database is the truth; these are made from it, again when a crash came between. No name is ever overwritten: a file
/// that stands there with the same bytes is left, one with other bytes makes the new one `.1`, `.2` …
struct QuarantineFiles {
    /// Hands held records of a file over, page by page, in file order.
    typealias Pages = (_ visit: ([HeldRecord]) throws -> Void) throws -> Void

    private let drafts: DraftFiles

    /// A writer for the station's `quarantine/`.
    init(system: System, directory: Directory) {
        drafts = DraftFiles(system: system, directory: directory)
    }

    /// Writes `<base>.rejected.csv` (header and raw bad records, byte for byte) and `<base>.errors.jsonl` (a finding a line).
    ///
    /// Memory is bounded by the size of a page.
    func write(base: [UInt8], header: [UInt8], pages: Pages) throws {
        CrashPoint.quarantineBefore.pass()
        let csv = try drafts.begin(base + Array(".rejected.csv".utf8))
        let errors = try drafts.begin(base + Array(".errors.jsonl".utf8))
        try drafts.append(header + [0x0A], to: csv)
        try pages { records in
            try drafts.append(records.flatMap { $0.raw + [0x0A] }, to: csv)
            try drafts.append(Self.lines(of: records), to: errors)
        }
        try drafts.place(csv)
        CrashPoint.quarantineBetween.pass()
        try drafts.place(errors)
        CrashPoint.quarantineAfter.pass()
    }

    /// Writes `<base>.errors.jsonl` of a file that was refused as a whole: that finding first, then those of its records.
    func writeErrors(base: [UInt8], findings: [Finding], pages: Pages) throws {
        let errors = try drafts.begin(base + Array(".errors.jsonl".utf8))
        try drafts.append(findings.flatMap { Self.line($0, line: nil) }, to: errors)
        try pages { try drafts.append(Self.lines(of: $0), to: errors) }
        try drafts.place(errors)
    }

    private static func lines(of records: [HeldRecord]) -> [UInt8] {
        records.flatMap { record in record.findings.flatMap { line($0, line: record.line) } }
    }

    private static func line(_ finding: Finding, line: Int?) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.integer("line", line)
            $0.text("column", finding.columnName ?? finding.columnIndex.map { String($0) })
            $0.text("code", finding.code.rawValue)
            $0.text("value", bytes: finding.value)
            $0.text("message", finding.message)
        }
        return json.bytes + [0x0A]
    }
}
