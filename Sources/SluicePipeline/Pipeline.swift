internal import Dispatch
internal import Synchronization

package import SluiceCore
package import SluiceStore
package import SluiceSystem

/// The whole way of the files: inbox, workers, writer, archive; one serial queue owns its state.
///
/// A class, because it is the running machine: queues, timers and what they share. Its entry points may be called on any
/// queue and return at once; answers come through events and completions on the pipeline queue.
package final class Pipeline: Sendable {
    /// The directories and openers of one station.
    package struct Station: Sendable {
        /// Opens the inbox; called again when its directory was replaced.
        package var openInbox: @Sendable () throws(SystemError) -> Directory
        /// `data/processed`, as it was at the start; whoever works in it later follows its path.
        package var archive: FollowedDirectory
        /// `quarantine`, likewise.
        package var quarantine: FollowedDirectory
        /// `data/store`, where one instance notes something for the next.
        package var store: Directory
        /// Opens the store for writing; called on the writer queue.
        package var openStore: Committer.Opening
        /// Opens the store for reading; called on the archive queue.
        package var openReader: @Sendable () throws(StoreError) -> StoreReader

        /// Makes a station.
        package init(
            openInbox: @escaping @Sendable () throws(SystemError) -> Directory,
            archive: FollowedDirectory, quarantine: FollowedDirectory, store: Directory,
            openStore: @escaping Committer.Opening,
            openReader: @escaping @Sendable () throws(StoreError) -> StoreReader
        ) {
            self.openInbox = openInbox
            self.archive = archive
            self.quarantine = quarantine
            self.store = store
            self.openStore = openStore
            self.openReader = openReader
        }
    }

    let queue: DispatchQueue
    let system: System
    let station: Station
    let settings: PipelineSettings
    let events: @Sendable (PipelineEvent) -> Void
    let pool: ChunkPool
    let isCancelled = CancellationFlag()
    let smallLanes: [TakeLane]
    let bigLane: TakeLane
    let committer: Committer
    let heldRecords: HeldRecordSource
    /// Ends the check of the database that is under way.
    let interrupt = Mutex<StoreInterruption?>(nil)
    /// The newest picture, for any queue.
    private let published = Mutex(PipelineSnapshot())
    /// Touched only on ``queue``, like all that follows.
    nonisolated(unsafe) var state: PipelineState
    nonisolated(unsafe) var archiver: Archiver?
    nonisolated(unsafe) var inbox: Inbox?
    nonisolated(unsafe) var inboxDirectory: Directory?

    /// A pipeline that does nothing yet. `events` is called on the pipeline queue.
    package init(
        system: System, station: Station, settings: PipelineSettings,
        events: @escaping @Sendable (PipelineEvent) -> Void
    ) {
        self.system = system
        self.station = station
        self.settings = settings
        self.events = events
        let queue = DispatchQueue(label: "sluice.pipeline")
        self.queue = queue
        pool = ChunkPool(size: 8)
        smallLanes = (0..<max(1, settings.smallLanes)).map { TakeLane(.small($0)) }
        bigLane = TakeLane(.big)
        state = PipelineState(
            smallLanes: smallLanes.count, retry: settings.retry,
            startedAt: system.realtimeMicroseconds())
        heldRecords = HeldRecordSource(open: station.openReader)
        committer = Committer(
            system: system, pool: pool, archivesByDay: settings.archivesByDay,
            open: station.openStore)
        committer.connect { [unowned self] outcome in
            queue.async { @Sendable [self] in groupEnded(outcome) }
        }
    }

    /// The newest picture of the pipeline. Any queue; does not block on the pipeline.
    package var snapshot: PipelineSnapshot { published.withLock { $0 } }

    /// How long a start waits for a store that is locked, full or cannot be read for a while.
    package enum StartPatience: Sendable {
        /// Not at all.
        case none
        /// As long as the short delays of the retries.
        case short
        /// For ever.
        case endless
    }

    /// Opens the store, finishes what an earlier run left, and watches the inbox unless told otherwise.
    ///
    /// `completion` runs on the pipeline queue: with nil, or with why the store could not be opened.
    package func start(
        watchingInbox: Bool = true, patience: StartPatience = .none,
        completion: @escaping @Sendable (StoreFailure?) -> Void
    ) {
        queue.async { [self] in
            recover(watchingInbox: watchingInbox, patience, completion: completion)
        }
    }

    /// Lists the inbox now. Any queue; returns at once.
    package func rescan() {
        queue.async { @Sendable [self] in inbox?.rescanNow() }
    }

    /// Takes files by path, as `ingest` does, beside others that are under way; `completion` gets the receipts and failures, in any order, when all ended.
    package func ingest(
        _ paths: [[UInt8]], completion: @escaping @Sendable ([IngestResult]) -> Void
    ) {
        queue.async { [self] in
            state.ingests.append(IngestRun(pending: paths, completion: completion))
            for path in paths { addPath(path) }
            dispatchWork()
            if let damage = state.damage { return giveUp(damage) }
            endIngestIfDone()
        }
    }

    /// Takes files where they lie in the archive and in `quarantine/`; the end is told as for ``ingest(_:completion:)``.
    package func take(
        kept files: [KeptFile], completion: @escaping @Sendable ([IngestResult]) -> Void
    ) {
        queue.async { [self] in
            state.ingests.append(IngestRun(pending: files.map(\.path), completion: completion))
            for file in files { addKept(file) }
            dispatchWork()
            endIngestIfDone()
        }
    }

    /// Takes all there is and arrives meanwhile, then calls `completion` with what was left, on the pipeline queue.
    package func drain(completion: @escaping @Sendable (DrainResult) -> Void) {
        queue.async { [self] in
            state.drain = DrainRun(completion: completion)
            inbox?.rescanNow()
            if let damage = state.damage { return giveUp(damage) }
            endDrainIfDone()
        }
    }

    /// Ends in order: workers stop at their next block, what is read is committed and archived, everything is closed.
    ///
    /// `completion` runs on the pipeline queue, after 4 s at the latest; the start sequence finishes what was left.
    package func stop(completion: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            guard state.stopping == nil else { return }
            state.stopping = completion
            isCancelled.set()
            interrupt.withLock { $0?.request() }
            refuseAllAhead()
            refuseWaitingOperations()
            inbox?.stop()
            let dropped = state.intake.waitingCount
            state.intake.pauses.insert(.stopping)
            committer.changeBacklog(by: -dropped)
            queue.asyncAfter(deadline: .now() + 4) { @Sendable [self] in finishStopping() }
            endStopIfDone()
        }
    }

    /// Has the picture taken anew, soon: for those who look at it regularly while big files are read.
    package func refresh() {
        queue.async { @Sendable [self] in publish() }
    }

    /// Publishes the newest picture.
    func publish() {
        let now = system.monotonicNanoseconds()
        let lanes = ([bigLane] + smallLanes).map(\.progress)
        var picture = state.snapshot(
            now: now, wallNow: system.realtimeMicroseconds(), settling: inbox?.waitingCount ?? 0,
            running: lanes.compactMap { $0.running(nowNanoseconds: now) })
        picture.recordsRead = lanes.reduce(0) { $0 + $1.recordsRead }
        published.withLock { $0 = picture }
    }
}
