package import SluiceCore
package import SluiceStore
package import SluiceSystem

extension FileContents {
    /// The bytes of files as they lie in the archive and in `quarantine/`, judged by datasets and limits.
    ///
    /// One thread, one chunk, memory bounded by a block and the longest record.
    package init(
        archive: Directory, quarantine: Directory, system: System, settings: FileTaker.Settings,
        catalog: @escaping @Sendable () throws(StoreError) -> SluiceCore.DatasetCatalog
    ) {
        self.init { (entry, header, visit) throws(StoreError) in
            let file = try Self.open(entry, archive, quarantine)
            var reading = HeldFileReading(
                file: file, system: system,
                judge: FileJudge(
                    catalog: try catalog(), fileName: entry.file.name, limits: settings.limits,
                    nowMilliseconds: system.realtimeMicroseconds() / 1000),
                sha256: entry.file.sha256)
            do throws(SystemError) {
                if let header, let findings = try reading.replaceHeader(by: header) {
                    return .refused(findings)
                }
            } catch {
                throw StoreError(.io, error.description)
            }
            return try reading.run(visit)
        }
        rebased = { other in
            FileContents(
                archive: archive, quarantine: quarantine, system: system, settings: settings
            ) { other }
        }
    }

    /// Opens a file where the ledger says it lies, or in the other of the two places.
    private static func open(
        _ entry: LedgerEntry, _ archive: Directory, _ quarantine: Directory
    ) throws(StoreError) -> FileDescriptor {
        let name = PathText.shown(entry.file.name)
        guard let archived = entry.file.archiveName else {
            throw StoreError(.refused, "nothing is left of \(name) but its rows")
        }
        let parts = archived.split(separator: "/").map { Array($0.utf8) }
        guard let base = parts.last else {
            throw StoreError(.refused, "nothing is left of \(name) but its rows")
        }
        let day = parts.count > 1 ? (try? archive.directory(parts[0])) : archive
        for directory in [day, quarantine, archive] {
            guard let directory, let file = try? directory.openForReading(base) else { continue }
            return file
        }
        throw StoreError(
            .refused, "\(name) is neither in the archive nor in quarantine/ as \(archived)")
    }
}
