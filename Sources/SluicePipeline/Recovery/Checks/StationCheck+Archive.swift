internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

extension StationCheck {
    /// Every file of the ledger lies where the ledger says, with its size (deep: its SHA-256), and no file is unknown.
    ///
    /// A `stat` a file, and some 100 bytes of memory for each.
    static let archive = StationCheck(
        "archive", "every file of the ledger is where it says, and none is unknown",
        needsDatabase: true
    ) { station, defects in
        // Listed first: what is archived meanwhile is not taken for unknown.
        let listing = try ArchiveListing(station)
        var unfinished = 0
        var names = LedgerNames()
        try station.forEachFile { entry, _ in
            guard let name = entry.file.archiveName.map({ Array($0.utf8) }) else {
                return defects.add(lost(entry))
            }
            names.add(entry, name)
            if !entry.isMoved {
                if isGone(entry, name, station, listing) { return defects.add(lost(entry)) }
                unfinished += 1
            } else if let defect = look(entry, name, station, listing) {
                defects.add(defect)
            }
        }
        if unfinished > 0, !station.hasOwner {
            defects.add(
                StationDefect(
                    .note, "archive",
                    "\(unfinished) files are stored and not yet moved; the next start does it"))
        }
        for name in listing.names where !names.mayKnow(name) {
            let twin = try names.twin(of: name, station, listing)
            defects.add(twin.map { copy(name, of: $0) } ?? unknown(name))
        }
        for name in listing.foreign {
            defects.add(
                StationDefect(
                    .note, PathText.shown(name), "was put into the archive by another hand",
                    remedy: "to have it read, move it into the inbox"))
        }
    }

    /// Files of the archive whose content the ledger does not know, those in `quarantine/` aside.
    static func unknownFiles(_ station: CheckedStation) throws -> [[UInt8]] {
        let listing = try ArchiveListing(station)
        var names = LedgerNames()
        try station.forEachFile { entry, _ in
            if let name = entry.file.archiveName { names.add(entry, Array(name.utf8)) }
        }
        return try listing.names.filter {
            guard !$0.starts(with: ArchiveListing.rejected), !names.mayKnow($0) else {
                return false
            }
            return try names.twin(of: $0, station, listing) == nil
        }
    }

    /// The names that the ledger has for files of the archive and of `quarantine/`.
    private struct LedgerNames {
        private var known: Set<[UInt8]> = []
        /// The first eight digits of the hashes of all files.
        private var hashes: Set<[UInt8]> = []
        private var pending: Set<[UInt8]> = []
        /// What an operation has refused, or does not refuse any more, may still lie on the other side.
        private var moving: Set<[UInt8]> = []

        mutating func add(_ entry: LedgerEntry, _ name: [UInt8]) {
            let full = entry.status == .rejected ? ArchiveListing.rejected + name : name
            hashes.insert(SluiceName.hash(of: Self.base(of: name)))
            if entry.isMoved {
                known.insert(full)
            } else {
                pending.insert(full)
                moving.insert(Self.base(of: name))
            }
        }

        /// True for a name that the ledger has, or may have before a move is finished.
        func mayKnow(_ name: [UInt8]) -> Bool {
            if known.contains(name) { return true }
            let base = Self.base(of: name)
            return pending.contains(SluiceName.withoutNumber(name)) || pending.contains(name)
                || moving.contains(base) || moving.contains(SluiceName.withoutNumber(base))
        }

        /// The file of the ledger that has the content of an unknown one: a copy that nobody needs. Nil when there is none.
        ///
        /// Reads the unknown file where its name tells of a hash that the ledger has.
        func twin(
            of name: [UInt8], _ station: CheckedStation, _ listing: ArchiveListing
        ) throws -> LedgerEntry? {
            guard !name.starts(with: ArchiveListing.rejected) else { return nil }
            let (directory, base) = listing.place(of: name, isRejected: false)
            guard hashes.contains(SluiceName.hash(of: base)), let directory,
                let hash = FoundFile(system: station.system).sha256(of: base, in: directory)
            else { return nil }
            return try station.reader?.known(sha256: hash)
        }

        /// A name without the directory of its day.
        private static func base(of name: [UInt8]) -> [UInt8] {
            name.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? name
        }
    }

    private static func lost(_ entry: LedgerEntry) -> StationDefect {
        let place = "file \(entry.id) (\(PathText.shown(entry.file.name)))"
        guard let source = entry.file.sourcePath else {
            return StationDefect(
                .note, place,
                "its rows are stored, the file itself was taken away or replaced before it could be"
                    + " archived",
                remedy: "to have it archived, take the same content again")
        }
        return StationDefect(
            .error, place,
            "it was removed or changed before it was copied to the archive: a new database would not"
                + " have its rows",
            remedy: "put it back and take it again: sluice ingest \(PathText.shown(source))")
    }

    /// True when a file from outside the inbox that is still to be copied is neither there any more nor in the archive.
    private static func isGone(
        _ entry: LedgerEntry, _ name: [UInt8], _ station: CheckedStation, _ listing: ArchiveListing
    ) -> Bool {
        guard let source = entry.file.sourcePath else { return false }
        let (directory, base) = listing.place(of: name, isRejected: entry.status == .rejected)
        func isMissing(_ look: () throws(SystemError) -> FileInformation?) -> Bool {
            do throws(SystemError) { return try look() == nil } catch { return false }
        }
        return isMissing { () throws(SystemError) in
            try station.system.information(path: source)
        } && isMissing { () throws(SystemError) in try directory?.information(base) }
    }

    private static func copy(_ name: [UInt8], of entry: LedgerEntry) -> StationDefect {
        StationDefect(
            .note, PathText.shown(name),
            "is one more copy of file \(entry.id) (\(PathText.shown(entry.file.name))), which is stored",
            remedy: "remove it if it is not wanted: nothing needs it")
    }

    private static func unknown(_ name: [UInt8]) -> StationDefect {
        let isRefused = name.starts(with: ArchiveListing.rejected)
        return StationDefect(
            isRefused ? .note : .warning, PathText.shown(name),
            isRefused
                ? "no refused file is known by this name: it was dropped again since, or put here"
                : "the ledger does not know this file",
            remedy: isRefused
                ? ""
                : "stop sluice and run: sluice rebuild, which takes it where it lies; or move it into the"
                    + " inbox: if its content is stored, nothing happens twice",
            needsRebuild: !isRefused)
    }

    private static func look(
        _ entry: LedgerEntry, _ name: [UInt8], _ station: CheckedStation, _ listing: ArchiveListing
    ) -> StationDefect? {
        let (directory, base) = listing.place(of: name, isRejected: entry.status == .rejected)
        let shown = "file \(entry.id) (\(PathText.shown(name)))"
        guard let found = try? directory?.information(base), found.kind == .regular else {
            if entry.status == .pruned { return nil }
            return StationDefect(
                .error, shown, "is not where the ledger says; its rows are stored",
                remedy: "put it back from a copy: reprocessing and sluice rebuild need it")
        }
        guard found.identity.size == entry.file.sizeBytes else {
            return StationDefect(
                .error, shown,
                "has \(found.identity.size) bytes, the ledger says \(entry.file.sizeBytes)",
                remedy: "replace it by a copy that was not changed")
        }
        guard station.isDeep, !entry.file.sha256.isEmpty, let directory else { return nil }
        let identity = FoundFile(system: station.system).identity(
            of: base, in: directory, size: entry.file.sizeBytes, sha256: entry.file.sha256)
        guard identity == nil else { return nil }
        return StationDefect(
            .error, shown, "cannot be read, or its content is not the one that was stored",
            remedy: "replace it by a copy that was not changed")
    }
}
