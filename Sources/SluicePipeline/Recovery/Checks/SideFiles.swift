internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// The two files in `quarantine/` that stand for the bad records of a source file, compared with the database and made anew.
struct SideFiles {
    let system: System
    let quarantine: Directory

    /// What is wrong with the files of a source file, a clause each; empty when they are as they should be, or there are none.
    ///
    /// Where an operator has decided about records since, only their presence is looked at. Linear in the held records.
    func problems(of entry: LedgerEntry, _ reader: StoreReader) throws -> [String] {
        if entry.status == .rejected { return try refusalProblems(of: entry, reader) }
        guard entry.file.quarantined > 0 else { return [] }
        let isExact = try reader.isUntouched(entry.id)
        let wanted = isExact ? try digests(of: entry, reader) : []
        var problems: [String] = []
        for (index, ending) in QuarantineFiles.endings.enumerated() {
            let names = try candidates(base(of: entry) + Array(ending.utf8))
            if names.isEmpty {
                problems.append("\(ending) is missing")
            } else if isExact {
                let right = try names.count { try digest($0) == wanted[index] }
                if right == 0 {
                    problems.append("\(ending) is not what the database holds")
                } else if right < names.count {
                    problems.append(
                        "\(ending) is there \(names.count) times, not always as the database holds it"
                    )
                }
            }
        }
        return problems
    }

    /// Writes both files anew from the database, in place of those that differ, and forces them to disk; they go when nothing is held.
    func rewrite(_ entry: LedgerEntry, _ reader: StoreReader) throws {
        guard entry.status != .rejected else { return try rewriteRefusal(entry, reader) }
        let isHeld = entry.file.quarantined > 0
        let wanted = isHeld ? try digests(of: entry, reader) : []
        for (index, ending) in QuarantineFiles.endings.enumerated() {
            for name in try candidates(base(of: entry) + Array(ending.utf8))
            where try !isHeld || digest(name) != wanted[index] {
                try quarantine.remove(name)
            }
        }
        guard isHeld else { return try quarantine.synchronize() }
        let writer = QuarantineFiles(system: system, directory: quarantine)
        try writer.write(base: base(of: entry), header: entry.file.header) { visit in
            try Self.pages(of: entry.id, reader, visit)
        }
        for ending in QuarantineFiles.endings {
            for name in try candidates(base(of: entry) + Array(ending.utf8)) {
                try system.synchronize(try quarantine.openForReading(name))
            }
        }
        try quarantine.synchronize()
    }

    /// The error log of a refused file; with `strict` mode it has the file's records, too, and only its presence counts.
    private func refusalProblems(
        of entry: LedgerEntry, _ reader: StoreReader
    ) throws -> [String] {
        let names = try candidates(base(of: entry) + Array(Self.errorEnding.utf8))
        if names.isEmpty { return ["\(Self.errorEnding) is missing"] }
        let findings = try reader.fileEntry(ofFile: entry.id)?.findings ?? []
        if findings.contains(where: { $0.code == .strict }) { return [] }
        let wanted = Self.hash(QuarantineFiles.errors(findings))
        return try names.allSatisfy { try digest($0) == wanted }
            ? [] : ["\(Self.errorEnding) is not what the database holds"]
    }

    private func rewriteRefusal(_ entry: LedgerEntry, _ reader: StoreReader) throws {
        guard try !refusalProblems(of: entry, reader).isEmpty else { return }
        let findings = try reader.fileEntry(ofFile: entry.id)?.findings ?? []
        let name = base(of: entry) + Array(Self.errorEnding.utf8)
        // Other logs of the same content and name are torn as well: none of them is what it should be.
        for name in try candidates(name) { try quarantine.remove(name) }
        for name in try candidates(base(of: entry) + Array(QuarantineFiles.endings[0].utf8)) {
            try quarantine.remove(name)
        }
        try QuarantineFiles(system: system, directory: quarantine).writeErrors(
            base: base(of: entry), findings: findings
        ) { _ in }
        try system.synchronize(try quarantine.openForReading(name))
        try quarantine.synchronize()
    }

    private static let errorEnding = ".errors.jsonl"

    private static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hash = Sha256()
        hash.update(bytes, 0..<bytes.count)
        return hash.finish()
    }

    private func base(of entry: LedgerEntry) -> [UInt8] {
        PathText.safe(entry.file.name, sha256: entry.file.sha256)
    }

    /// The names that exist of a file and its numbered siblings.
    private func candidates(_ name: [UInt8]) throws -> [[UInt8]] {
        var names: [[UInt8]] = []
        var candidate = name
        while try quarantine.information(candidate)?.kind == .regular {
            names.append(candidate)
            candidate = name + Array(".\(names.count)".utf8)
        }
        return names
    }

    private func digests(of entry: LedgerEntry, _ reader: StoreReader) throws -> [[UInt8]] {
        var hashes = (Sha256(), Sha256())
        var heading: [UInt8]? = entry.file.header
        try Self.pages(of: entry.id, reader) { page in
            let (rejected, errors) = QuarantineFiles.contents(of: page, heading: heading)
            heading = nil
            hashes.0.update(rejected, 0..<rejected.count)
            hashes.1.update(errors, 0..<errors.count)
        }
        return [hashes.0.finish(), hashes.1.finish()]
    }

    private func digest(_ name: [UInt8]) throws -> [UInt8] {
        var hash = Sha256()
        let file = try quarantine.openForReading(name)
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try system.read(file, into: &block, at: 0)
            if count == 0 { return hash.finish() }
            hash.update(block, 0..<count)
        }
    }

    private static func pages(
        of id: Int64, _ reader: StoreReader, _ visit: ([HeldRecord]) throws -> Void
    ) throws {
        var line = 0
        while true {
            let page = try reader.heldEntries(ofFile: id, afterLine: line, limit: 200)
            try visit(page.map(HeldRecord.init))
            guard page.count == 200, let last = page.last?.line else { return }
            line = last
        }
    }
}

extension HeldRecord {
    /// A held record as an entry of the database has it.
    init(_ entry: QuarantineEntry) {
        self.init(
            line: entry.line ?? 0, byteOffset: entry.byteOffset ?? 0, raw: entry.raw,
            rawSize: entry.rawSize, findings: entry.findings)
    }
}
