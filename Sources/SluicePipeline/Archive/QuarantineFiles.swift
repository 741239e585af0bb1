internal import SluiceCore
internal import SluiceSystem

/// Writes the two files that stand for a source file's bad records in `quarantine/`, for other tools.
///
/// The database is the truth; these are made from it, again when a crash came between. No name is ever overwritten: a file
/// that stands there with the same bytes is left, one with other bytes makes the new one `.1`, `.2` …
struct QuarantineFiles {
    /// Hands held records of a file over, page by page, in file order.
    typealias Pages = (_ visit: ([HeldRecord]) throws -> Void) throws -> Void

    /// How the names of the two files end.
    static let endings = [".rejected.csv", ".errors.jsonl"]

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
        try writing(Self.endings, of: base) { try fill($0, header, pages) }
        CrashPoint.quarantineAfter.pass()
    }

    private func fill(_ files: [DraftFiles.Draft], _ header: [UInt8], _ pages: Pages) throws {
        var heading: [UInt8]? = header
        try pages { records in
            let (rejected, errors) = Self.contents(of: records, heading: heading)
            heading = nil
            try drafts.append(rejected, to: files[0])
            try drafts.append(errors, to: files[1])
        }
    }

    /// Writes both files anew in place of those that stand there, after an operator has changed what is held.
    func rewrite(base: [UInt8], header: [UInt8], pages: Pages) throws {
        try writing(Self.endings, of: base, replaces: true) { try fill($0, header, pages) }
    }

    /// Removes both files of a source file of which nothing is held any more.
    func remove(base: [UInt8]) throws {
        for ending in Self.endings { try drafts.directory.remove(base + Array(ending.utf8)) }
    }

    /// Writes `<base>.errors.jsonl` of a file that was refused as a whole: that finding first, then those of its records.
    func writeErrors(base: [UInt8], findings: [Finding], pages: Pages) throws {
        try writing([".errors.jsonl"], of: base) { files in
            try drafts.append(Self.errors(findings), to: files[0])
            try pages { try drafts.append(Self.lines(of: $0), to: files[0]) }
        }
    }

    /// Writes the error log of a refused file anew, after an operator has had it judged again.
    ///
    /// One of `strict` mode is left: the records in it are nowhere else.
    func rewriteErrors(base: [UInt8], findings: [Finding]) throws {
        guard !findings.contains(where: { $0.code == .strict }) else { return }
        try writing([".errors.jsonl"], of: base, replaces: true) { files in
            try drafts.append(Self.errors(findings), to: files[0])
        }
    }

    /// The error log of a refused file, but for what `strict` mode adds of its records.
    static func errors(_ findings: [Finding]) -> [UInt8] {
        var json = JSONWriter()
        for finding in findings { write(finding, line: nil, to: &json) }
        return json.bytes
    }

    /// What a page of bad records adds to the two files; the header record stands before the first page.
    static func contents(
        of page: [HeldRecord], heading: [UInt8]?
    ) -> (rejected: [UInt8], errors: [UInt8]) {
        // One text a page: most files have one page, and a write costs more than its bytes.
        var rejected = heading.map { $0 + [0x0A] } ?? []
        for record in page {
            rejected += record.raw
            rejected.append(0x0A)
        }
        return (rejected, lines(of: page))
    }

    /// Makes files with these endings by `fill` and gives them their names; after a failure none of their drafts is left.
    private func writing(
        _ endings: [String], of base: [UInt8], replaces: Bool = false,
        _ fill: ([DraftFiles.Draft]) throws -> Void
    ) throws {
        var files: [DraftFiles.Draft] = []
        defer { for file in files { drafts.discard(file) } }
        for ending in endings { files.append(try drafts.begin(base + Array(ending.utf8))) }
        try fill(files)
        while let file = files.first {
            if replaces { try drafts.replace(file) } else { try drafts.place(file) }
            files.removeFirst()
            if !files.isEmpty { CrashPoint.quarantineBetween.pass() }
        }
    }

    private static func lines(of records: [HeldRecord]) -> [UInt8] {
        var json = JSONWriter()
        for record in records {
            for finding in record.findings { write(finding, line: record.line, to: &json) }
        }
        return json.bytes
    }

    private static func write(_ finding: Finding, line: Int?, to json: inout JSONWriter) {
        json.object {
            $0.integer("line", line)
            $0.text("column", finding.columnName ?? finding.columnIndex.map { String($0) })
            $0.text("code", finding.code.rawValue)
            $0.text("value", bytes: finding.value)
            $0.text("message", finding.message)
        }
        json.endLine()
    }
}
