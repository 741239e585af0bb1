internal import Dispatch

internal import SluiceStore
internal import SluiceSystem

extension Archiver {
    /// How long the kernel may keep written bytes from the disk, with a margin: 60 s, in microseconds.
    private static let unwrittenMicroseconds: Int64 = 60_000_000

    /// Removes drafts of quarantine files that a crash has left: on this queue nobody is writing one now.
    private func removeDrafts() {
        for entry in (try? places.quarantine.entries()) ?? []
        where entry.name.starts(with: CrossDeviceCopy.temporaryPrefix) {
            try? places.quarantine.remove(entry.name)
        }
    }

    /// The mount under which the files of `quarantine/` were compared with the database.
    private static let mountName = Array("quarantine-mount".utf8)

    /// Writes quarantine files anew that a power cut has torn: those of files committed shortly before the last commit.
    ///
    /// They are not forced to disk one by one, because the database has what they say. Once for each time that the file system is
    /// mounted, which is noted in `store`: only a power cut takes written bytes, and after it there is another mount. Returns at
    /// once; runs on the archive queue, before anything else is archived; `completion` is called there. What cannot be mended is
    /// left for `sluice doctor` to tell.
    func mendQuarantineFiles(
        _ openReader: @escaping @Sendable () throws(StoreError) -> StoreReader,
        noting store: Directory,
        completion: @escaping @Sendable () -> Void
    ) {
        queue.async { [self] in
            defer { completion() }
            removeDrafts()
            guard let reader = try? openReader() else { return }
            defer { reader.close() }
            guard let first = page(after: 0, reader), !first.isEmpty else { return }
            let mount = places.quarantine.mount()
            if let mount, mount == mountNoted(in: store) { return }
            guard mendFiles(first, reader), let mount else { return }
            try? store.write(mount, replacing: Self.mountName)
        }
    }

    /// Answers whether all files could be compared, and written where that was due.
    private func mendFiles(_ first: [LedgerEntry], _ reader: StoreReader) -> Bool {
        let files = SideFiles(system: system, quarantine: places.quarantine)
        var isComplete = true
        var page = first
        while let last = page.last {
            for entry in page {
                do {
                    if try !files.problems(of: entry, reader).isEmpty {
                        try files.rewrite(entry, reader)
                    }
                } catch {
                    isComplete = false
                }
            }
            guard let next = self.page(after: last.id, reader) else { return false }
            page = next
        }
        return isComplete
    }

    /// Files whose quarantine files may not be on disk yet; nil when the database does not answer.
    private func page(after id: Int64, _ reader: StoreReader) -> [LedgerEntry]? {
        try? reader.filesOfQuarantine(
            after: id, limit: 500, withinMicroseconds: Self.unwrittenMicroseconds)
    }

    private func mountNoted(in store: Directory) -> [UInt8]? {
        guard let file = try? store.openForReading(Self.mountName) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = try? system.read(file, into: &bytes, at: 0)
        return count.map { Array(bytes.prefix($0)) }
    }
}
