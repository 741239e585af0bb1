internal import SluiceCore
package import SluiceStore
internal import SluiceSystem

/// Which files a database is made anew from, and in which order: that of the old ledger where it is known, else that of time.
package struct RebuildPlan {
    /// The first file of each content.
    package private(set) var files: [KeptFile] = []
    /// Files whose content stands before them: they must come after all of ``files``.
    package private(set) var repeated: [KeptFile] = []
    /// Files of the old ledger that lie nowhere any more.
    package private(set) var missing: [LedgerEntry] = []

    /// Plans from what lies in the archive and in `quarantine/`, and from what can still be read of the old ledger, by id.
    ///
    /// A `stat` a file; memory is linear in their number.
    package init(_ station: CheckedStation, history: [LedgerEntry]) throws {
        let listing = try ArchiveListing(station)
        var left: [[UInt8]: KeptFile] = [:]
        for name in listing.names { left[name] = Self.file(name, station) }
        // Files with twins, which have their content.
        var doubled: Set<Int64> = []
        for entry in history {
            guard let name = entry.file.archiveName.map({ Array($0.utf8) }) else {
                if entry.isMoved, entry.status != .duplicate { missing.append(entry) }
                continue
            }
            // One that was refused and is not any more may still lie where it lay.
            let base = name.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? name
            let places =
                entry.status == .rejected
                ? [ArchiveListing.rejected + name]
                : [name, ArchiveListing.rejected + base]
            guard let place = places.first(where: { left[$0] != nil }),
                let file = left.removeValue(forKey: place)
            else {
                if let file = Self.outside(entry, station) {
                    add(file, entry)
                } else if entry.isMoved || entry.file.sourcePath != nil, entry.status != .pruned {
                    missing.append(entry)
                }
                continue
            }
            add(file, entry)
            if let original = entry.duplicateOf { doubled.insert(original) }
        }
        missing.removeAll { doubled.contains($0.id) }
        addUnknown(left.values, listing, after: history.last?.id)
    }

    /// Adds a file with what the old ledger says of it.
    private mutating func add(_ file: KeptFile, _ entry: LedgerEntry) {
        var file = file
        file.ledgerID = entry.id
        file.name = entry.file.name
        file.discoveredAt = entry.file.discoveredAt
        file.attempts = max(0, entry.file.attempts - 1)
        if entry.status == .duplicate { repeated.append(file) } else { files.append(file) }
    }

    /// A file from outside the inbox of which the archive has no copy yet, if it is still there.
    private static func outside(_ entry: LedgerEntry, _ station: CheckedStation) -> KeptFile? {
        guard let path = entry.file.sourcePath, let name = entry.file.archiveName, !entry.isMoved,
            FoundFile(system: station.system).identity(
                ofPath: path, size: entry.file.sizeBytes, sha256: entry.file.sha256) != nil
        else { return nil }
        var file = KeptFile(
            path: path, name: entry.file.name, archiveName: name,
            isRefused: entry.status == .rejected)
        file.isOutside = true
        return file
    }

    private mutating func addUnknown(
        _ unknown: some Sequence<KeptFile>, _ listing: ArchiveListing, after last: Int64?
    ) {
        let dated = unknown.map { file -> (file: KeptFile, time: Int64) in
            let place = listing.place(
                of: Array(file.archiveName.utf8), isRejected: file.isRefused)
            let found = try? place.directory?.information(place.name)
            return (file, found?.identity.changedNanoseconds ?? 0)
        }.sorted { ($0.time, $0.file.archiveName) < ($1.time, $1.file.archiveName) }
        var seen = Set(files.map { Self.hash($0) })
        for (index, dated) in dated.enumerated() {
            var file = dated.file
            file.ledgerID = last.map { $0 + Int64(index) + 1 }
            if seen.insert(Self.hash(file)).inserted {
                files.append(file)
            } else {
                repeated.append(file)
            }
        }
    }

    /// The start of a file's SHA-256, from its name: files that have it in common may have the same content.
    private static func hash(_ file: KeptFile) -> String {
        let base = file.archiveName.split(separator: "/").last ?? ""
        return String(base.prefix { $0 != "_" })
    }

    private static func file(_ name: [UInt8], _ station: CheckedStation) -> KeptFile? {
        let isRefused = name.starts(with: ArchiveListing.rejected)
        let rest = isRefused ? Array(name[ArchiveListing.rejected.count...]) : name
        guard let directory = isRefused ? station.quarantine : station.archive,
            let archiveName = String(validating: rest, as: UTF8.self)
        else { return nil }
        let base = rest.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
        return KeptFile(
            path: directory.shownPath + [47] + rest, name: SluiceName.original(base),
            archiveName: archiveName, isRefused: isRefused)
    }
}
