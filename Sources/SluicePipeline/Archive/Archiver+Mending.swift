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

    /// Has `quarantine/` follow the database after whatever ended the last instance.
    ///
    /// After a crash the files of the newest batch may be behind, and after a power cut those of files committed shortly before the
    /// last commit may be torn: these are written anew, unless the note says that neither can be. Nothing is where `batch` is nil,
    /// because no file was taken yet. Returns at once; runs on the archive queue; `completion` gets there what went wrong. What
    /// cannot be mended is left for `sluice doctor` to tell.
    func mendQuarantineFiles(
        _ openReader: @escaping @Sendable () throws(StoreError) -> StoreReader,
        after batch: (id: Int64, files: [Int64])?,
        completion: @escaping @Sendable (String?) -> Void
    ) {
        queue.async { [self] in
            removeDrafts()
            completion(batch.flatMap { mend(openReader, after: $0) })
        }
    }

    /// The newest batch that files of `quarantine/` followed, as it was noted; nil where nothing was. Any queue.
    var notedBatch: Int64? { QuarantineNote(in: places.store, system)?.batch }

    private func mend(
        _ openReader: () throws(StoreError) -> StoreReader, after batch: (id: Int64, files: [Int64])
    ) -> String? {
        let note = QuarantineNote(in: places.store, system)
        let mount = places.quarantine.mount()
        let isMounted = mount != nil && note?.mount == mount
        if isMounted, note?.batch == batch.id { return nil }
        guard let reader = try? openReader() else { return nil }
        defer { reader.close() }
        let recent = page(after: 0, reader)
        if let failure = rewrite(batch.files) { return failure }
        guard let recent, isMounted || mendFiles(recent, reader), let mount else { return nil }
        try? QuarantineNote(mount: mount, batch: batch.id).write(to: places.store)
        return nil
    }

    /// Notes that the files follow a batch. Not where no start has compared them yet.
    func note(_ batch: Int64) {
        guard let note = QuarantineNote(in: places.store, system) else { return }
        try? QuarantineNote(mount: note.mount, batch: batch).write(to: places.store)
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
}
