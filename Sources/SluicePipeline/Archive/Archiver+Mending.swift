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

    /// Writes quarantine files anew that a power cut has torn: those of files committed shortly before the last commit.
    ///
    /// They are not forced to disk one by one, because the database has what they say. Returns at once; runs on the archive
    /// queue, before anything else is archived; `completion` is called there. What cannot be mended is left for `sluice doctor` to tell.
    func mendQuarantineFiles(
        _ openReader: @escaping @Sendable () throws(StoreError) -> StoreReader,
        completion: @escaping @Sendable () -> Void
    ) {
        queue.async { [self] in
            defer { completion() }
            removeDrafts()
            guard let reader = try? openReader() else { return }
            defer { reader.close() }
            let files = SideFiles(system: system, quarantine: places.quarantine)
            var last: Int64 = 0
            while let page = try? reader.filesOfQuarantine(
                after: last, limit: 500, withinMicroseconds: Self.unwrittenMicroseconds),
                let end = page.last?.id
            {
                for entry in page {
                    guard let problems = try? files.problems(of: entry, reader), !problems.isEmpty
                    else { continue }
                    try? files.rewrite(entry, reader)
                }
                last = end
            }
        }
    }
}
