internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// Files that an operation has refused, or does not refuse any more: from the archive to `quarantine/`, or back.
///
/// The ledger says first where a file is to lie, and that it does not yet; a crash between is finished by the next start.
extension Pipeline {
    /// Moves those of the files that lie on the other side.
    func moveAcross(_ files: [LedgerEntry]) {
        for entry in files where !entry.isMoved { _ = moveAcross(entry) }
    }

    /// Moves a file from where it lies to where the ledger wants it; false when it does not lie on the other side.
    func moveAcross(_ entry: LedgerEntry) -> Bool {
        guard !state.archiving.values.contains(where: { $0.fileID == entry.id }),
            let found = foundAcross(entry)
        else { return false }
        archive([receipt(entry, found.identity, at: .kept(found.file))])
        return true
    }

    /// A refused file in the archive, any other in `quarantine/`, with the content that the ledger has. Reads it.
    private func foundAcross(
        _ entry: LedgerEntry
    ) -> (file: KeptFile, identity: FileIdentity)? {
        guard let wanted = entry.file.archiveName, !entry.file.sha256.isEmpty,
            let base = wanted.utf8.split(separator: UInt8(ascii: "/")).last.map({ Array($0) })
        else { return nil }
        let search = FoundFile(system: system)
        for (start, directory) in otherSide(of: entry) {
            var name = base
            var number = 0
            while let information = try? directory.information(name), number < 1000 {
                if information.kind == .regular,
                    let identity = search.identity(
                        of: name, in: directory, size: entry.file.sizeBytes,
                        sha256: entry.file.sha256)
                {
                    let file = KeptFile(
                        path: directory.shownPath + [47] + name, name: entry.file.name,
                        archiveName: String(decoding: start + name, as: UTF8.self),
                        isRefused: entry.status != .rejected)
                    // Twins are moved at once: each is one file.
                    let isTaken = state.archiving.values.contains {
                        $0.pending.source == .kept(file)
                    }
                    if !isTaken { return (file, identity) }
                }
                number += 1
                name = base + Array(".\(number)".utf8)
            }
        }
        return nil
    }

    /// Where a file may lie that belongs elsewhere, with what stands before its archive name there.
    private func otherSide(of entry: LedgerEntry) -> [(start: [UInt8], directory: Directory)] {
        guard entry.status == .rejected else { return [([], station.quarantine.directory)] }
        var checked = CheckedStation(system: system)
        checked.archive = station.archive.directory
        return ((try? checked.archiveDirectories()) ?? []).map { place, directory in
            if case .archive(let day?) = place { return (day + [UInt8(ascii: "/")], directory) }
            return ([], directory)
        }
    }
}
