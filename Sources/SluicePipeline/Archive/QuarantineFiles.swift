internal import SluiceCore
internal import SluiceSystem

/// Writes the two files that stand for a source file's bad records in `quarantine/`, for other tools.
///
/// The database is the truth; these are made from it, again when a crash came between. No name is ever overwritten: a file
/// that stands there with the same bytes is left, one with other bytes makes the new one `.1`, `.2` …
struct QuarantineFiles {
    let system: System
    let directory: Directory

    /// Writes `<base>.rejected.csv` (header and raw bad records, byte for byte) and `<base>.errors.jsonl` (a finding a line).
    ///
    /// `records` is walked once for each file, in file order.
    func write(
        base: [UInt8], header: [UInt8], records: [HeldRecord]
    ) throws(SystemError) {
        CrashPoint.quarantineBefore.pass()
        var csv = header + [0x0A]
        for record in records {
            csv += record.raw
            csv.append(0x0A)
        }
        try place(csv, as: base + Array(".rejected.csv".utf8))
        CrashPoint.quarantineBetween.pass()
        try writeErrors(base: base, fileFindings: [], records: records)
        CrashPoint.quarantineAfter.pass()
    }

    /// Writes `<base>.errors.jsonl`: the findings about the file as a whole, then those of its records.
    func writeErrors(
        base: [UInt8], fileFindings: [Finding], records: [HeldRecord]
    ) throws(SystemError) {
        var lines: [UInt8] = []
        for finding in fileFindings { append(finding, line: nil, to: &lines) }
        for record in records {
            for finding in record.findings { append(finding, line: record.line, to: &lines) }
        }
        try place(lines, as: base + Array(".errors.jsonl".utf8))
    }

    private func append(_ finding: Finding, line: Int?, to lines: inout [UInt8]) {
        var json = JSONWriter()
        json.object {
            $0.integer("line", line)
            $0.text("column", finding.columnName ?? finding.columnIndex.map { String($0) })
            $0.text("code", finding.code.rawValue)
            $0.text("value", bytes: finding.value)
            $0.text("message", finding.message)
        }
        lines += json.bytes
        lines.append(0x0A)
    }

    private func place(_ bytes: [UInt8], as name: [UInt8]) throws(SystemError) {
        let temporary = CrossDeviceCopy.temporaryPrefix + name
        try directory.remove(temporary)
        do throws(SystemError) {
            try system.write(bytes, to: try directory.create(temporary))
            _ = try FreeName.place(name) { (candidate) throws(SystemError) in
                do throws(SystemError) {
                    try directory.move(temporary, to: directory, as: candidate)
                } catch  where error.isTaken {
                    guard try stands(bytes, under: candidate) else { throw error }
                    try directory.remove(temporary)
                }
            }
        } catch {
            try? directory.remove(temporary)
            throw error
        }
    }

    private func stands(_ bytes: [UInt8], under name: [UInt8]) throws(SystemError) -> Bool {
        guard let information = try directory.information(name), information.kind == .regular,
            information.identity.size == bytes.count
        else { return false }
        let file = try directory.openForReading(name)
        var found = [UInt8](repeating: 0, count: bytes.count + 1)
        var filled = 0
        while filled <= bytes.count {
            let count = try system.read(file, into: &found, at: filled)
            if count == 0 { break }
            filled += count
        }
        return filled == bytes.count && found.prefix(filled).elementsEqual(bytes)
    }
}
