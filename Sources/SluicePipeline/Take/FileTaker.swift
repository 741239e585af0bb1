internal import Dispatch

package import SluiceCore
internal import SluiceSystem

/// Reads a file to its end, hashes it, judges its records, and hands rows to the writer; runs on a lane's queue.
///
/// Memory is bounded whatever the file: one block plus the longest record allowed, and the chunks of the pool.
package struct FileTaker {
    /// Chunks a file may fill besides its last one before it is loaded in steps instead of at once.
    static let chunksAtOnce = 3

    /// What the taker needs to know of the station.
    package struct Settings: Sendable {
        /// The datasets, the default one last.
        package var catalog: DatasetCatalog
        /// Limits of records and of what a file may hold.
        package var limits: JudgeLimits
        /// Largest file, in bytes; a larger one is refused unread.
        package var fileBytes: Int
        /// True when one bad record refuses the whole file.
        package var isStrict: Bool

        /// Makes settings.
        package init(
            catalog: DatasetCatalog = DatasetCatalog(), limits: JudgeLimits = JudgeLimits(),
            fileBytes: Int = 4 << 30, isStrict: Bool = false
        ) {
            self.catalog = catalog
            self.limits = limits
            self.fileBytes = fileBytes
            self.isStrict = isStrict
        }
    }

    let system: System
    let settings: Settings
    let inbox: Directory
    let pool: ChunkPool
    let committer: Committer
    /// The lane's own, because judges of two threads may not share one.
    let plans: PlanCache
    /// A queue whose threads judge blocks of the file too; nil when the lane judges alone.
    var helpers: DispatchQueue?
    /// The lane's blocks.
    var stock: BlockStock?

    /// Takes one file and delivers it to the committer, unless it changed, vanished or could not be read.
    ///
    /// Blocks: on reading, and while no chunk is free. `progress` is told the bytes read; `isCancelled` is asked once a block.
    package func take(
        _ pending: PendingFile, progress: TakeProgress, isCancelled: () -> Bool
    ) -> TakeOutcome {
        let started = system.monotonicNanoseconds()
        do throws(SystemError) {
            guard let opened = try open(pending) else { return .gone }
            guard opened.identity.isSameContent(as: pending.identity) else { return .changed }
            progress.begin(pending, bytes: opened.identity.size, at: started)
            defer { progress.end() }
            guard opened.identity.size <= settings.fileBytes else {
                committer.submit(refusedUnread(pending, opened.identity, started: started))
                return .delivered
            }
            var reading = FileReading(taker: self, pending: pending, opened: opened)
            return try reading.run(progress: progress, isCancelled: isCancelled, started: started)
        } catch {
            return .failed(error)
        }
    }

    private func open(_ pending: PendingFile) throws(SystemError) -> OpenFile? {
        let descriptor: FileDescriptor
        do throws(SystemError) {
            switch pending.source {
            case .inbox(let name): descriptor = try inbox.openForReading(name)
            case .path(let path): descriptor = try system.openForReading(path: path)
            case .kept(let file): descriptor = try system.openForReading(path: file.path)
            }
        } catch  where error.isMissing || error.isWrongKind {
            return nil
        }
        let information = try system.information(of: descriptor)
        guard information.kind == .regular else { return nil }
        return OpenFile(descriptor: descriptor, identity: information.identity)
    }

    private func refusedUnread(
        _ pending: PendingFile, _ identity: FileIdentity, started: UInt64
    ) -> TakenFile {
        let finding = Finding(
            .limit, rule: "size",
            message: "the file has \(identity.size) bytes, more than the limit of "
                + "\(settings.fileBytes); raise limits.file or split the file")
        return TakenFile(
            pending: pending, identity: identity, sha256: nil, dataset: nil, header: [],
            verdict: .rejected([finding], chunks: []), counts: JudgeCounts(), loading: nil,
            takeNanoseconds: system.monotonicNanoseconds() - started)
    }
}
