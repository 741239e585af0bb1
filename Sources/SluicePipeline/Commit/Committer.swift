internal import Dispatch
internal import Synchronization

package import SluiceCore
package import SluiceStore
package import SluiceSystem

/// The one writer: everything that changes the database passes over its serial queue, in groups that share a COMMIT.
///
/// Callers hand work over and return at once; what became of it comes back through the connected report, on the writer queue. Nothing
/// is acknowledged before COMMIT has returned.
package final class Committer: Sendable {
    /// Opens the station's store; called on the writer queue at the start and after a failure that closed it.
    ///
    /// Only the first time may it create one: a database that is missing later was lost, and an empty one would hide that.
    package typealias Opening = @Sendable (_ creates: Bool) throws(StoreError) -> Store

    let queue = DispatchQueue(label: "sluice.writer")
    let system: System
    let pool: ChunkPool
    let open: Opening
    let rows: LedgerRows
    let policy = GroupPolicy()
    /// Small files that are ready or being read: while there are some, a group waits for company.
    let backlog = Atomic<Int>(0)
    /// Work handed over and not begun.
    private let waiting = Mutex(Waiting())
    /// Touched only on ``queue``.
    nonisolated(unsafe) var writer = Writer()

    /// Small files go before the steps of big ones, of which some are always waiting while one is loaded.
    private struct Waiting {
        var files = WorkQueue()
        var steps = WorkQueue()
    }

    /// What the writer queue owns.
    struct Writer {
        var report: @Sendable (GroupOutcome) -> Void = { _ in }
        var store: Store?
        var wasOpened = false
        /// Datasets whose tables are there.
        var registered: [Dataset] = []
        var group: Group?
        /// Big files being loaded, with their ledger rows.
        var loadings: [ObjectIdentifier: (ticket: LoadingTicket, id: Int64)] = [:]
        /// Files of a group that failed for no environmental reason: each is then committed alone, to find the culprit.
        var filesToIsolate = 0
        var archived: [(id: Int64, name: String?)] = []
        /// Unfinished files whose rows are being removed; an id may be given anew once they are.
        var removing: Set<Int64> = []
        /// True from a failure to the next commit, which is then reported even if it is of no file.
        var hasFailed = false
        /// Why nothing may be stored any more by this process: its files and those of the ledger are not the same any more.
        var lost: StoreError?
    }

    /// A transaction that is open.
    struct Group {
        var receipts: [CommitReceipt] = []
        var rows = 0
        let startedAt: UInt64
        /// Whether the files that were read while they settled have come to rest.
        private var settling: [SettleConfirmation] = []
        private var known = 0

        init(startedAt: UInt64) { self.startedAt = startedAt }

        /// True once it is known of each of its files whether it has come to rest. Constant time on average.
        var isDecided: Bool {
            mutating get {
                while known < settling.count, settling[known].isKnown { known += 1 }
                return known == settling.count
            }
        }

        /// True when all files came to rest as they were read. Blocks until that is known, for the settle time at most.
        func isAtRest() -> Bool { settling.allSatisfy { $0.wait() } }

        mutating func add(_ receipt: CommitReceipt) {
            receipts.append(receipt)
            if let confirmation = receipt.pending.confirmation, !confirmation.isConfirmed {
                settling.append(confirmation)
            }
        }
    }

    /// A writer that opens its store when there is work.
    package init(
        system: System, pool: ChunkPool, archivesByDay: Bool = true, open: @escaping Opening
    ) {
        self.system = system
        self.pool = pool
        self.open = open
        rows = LedgerRows(archivesByDay: archivesByDay)
    }

    /// Sets who is told how groups end, on the writer queue; once, before anything is handed over.
    package func connect(_ report: @escaping @Sendable (GroupOutcome) -> Void) {
        queue.async { [self] in writer.report = report }
    }

    /// Changes the number of small files that may still join a group. Any queue.
    package func changeBacklog(by count: Int) {
        backlog.add(count, ordering: .acquiringAndReleasing)
        if count < 0 { queue.async { [self] in considerCommit() } }
    }

    /// Files that were read while they settled have come to rest, or have not: the group may end now. Any queue.
    package func settled() { queue.async { [self] in considerCommit() } }

    /// A complete file: its rows, or its rejection, join the open group.
    package func submit(_ file: TakenFile) {
        let work: WorkQueue.Work = { [self] in
            if !file.pending.isBig { backlog.subtract(1, ordering: .acquiringAndReleasing) }
            write(file.pending, chunks: file.chunks, ticket: file.loading) {
                store throws(StoreError) in
                try receive(file, store)
            }
        }
        if file.loading != nil { return step(work) }
        waiting.withLock { $0.files.append(work) }
        queue.async { [self] in doNext() }
    }

    /// Hands over a step of a big file; steps keep their order.
    private func step(_ work: @escaping WorkQueue.Work) {
        waiting.withLock { $0.steps.append(work) }
        queue.async { [self] in doNext() }
    }

    private func doNext() {
        let work = waiting.withLock { $0.files.popFirst() ?? $0.steps.popFirst() }
        work?()
    }

    /// A big file begins: a ledger row in state `loading`.
    package func begin(_ ticket: LoadingTicket) {
        step { [self] in
            write(nil, ticket: ticket) { store throws(StoreError) in
                try register(ticket.dataset, store)
                let row = rows.loading(ticket)
                let id = try store.beginLoading(row)
                writer.loadings[ObjectIdentifier(ticket)] = (ticket, id)
                return nil
            }
        }
    }

    /// A chunk of a big file.
    package func append(_ chunk: RecordChunk, to ticket: LoadingTicket) {
        step { [self] in
            CrashPoint.loadingStep.pass()
            write(nil, chunks: [chunk], ticket: ticket) { store throws(StoreError) in
                guard let loading = writer.loadings[ObjectIdentifier(ticket)] else { return nil }
                try store.appendLoading(
                    loading.id, chunk, duplicates: ticket.dataset.duplicateRule)
                return nil
            }
        }
    }

    /// A big file came to nothing (it changed, or the pipeline stops): its rows are removed in steps.
    package func abandon(_ ticket: LoadingTicket) {
        step { [self] in
            ticket.fail()
            if let loading = writer.loadings.removeValue(forKey: ObjectIdentifier(ticket)) {
                removeLater(loading: loading.id)
            }
        }
    }

    /// Files have reached the archive under these names (nil: there is nothing to archive any more).
    package func markArchived(_ files: [(id: Int64, name: String?)]) {
        queue.async { [self] in
            CrashPoint.ledgerArchived.pass()
            writer.archived += files
            considerCommit()
            guard writer.group == nil, backlog.load(ordering: .acquiring) == 0 else { return }
            write(nil) { _ throws(StoreError) in nil }
        }
    }

    /// Tries the store again after a failure, with what is left to be written beside files.
    package func retry() {
        queue.async { [self] in
            guard writer.group == nil else { return }
            write(nil) { _ throws(StoreError) in nil }
        }
    }

    /// Runs a piece of work on the store, outside any group, and hands its result to `completion` on the writer queue.
    package func perform<Result: Sendable>(
        _ work: @escaping @Sendable (Store) throws(StoreError) -> Result,
        completion: @escaping @Sendable (Swift.Result<Result, StoreFailure>) -> Void
    ) {
        queue.async { [self] in
            commit()
            do throws(StoreError) {
                let store = try opened()
                completion(.success(try work(store)))
            } catch {
                if error.kind != .locked { closeStore(after: error) }
                completion(.failure(StoreFailure(error)))
            }
        }
    }

    /// Calls `completion` on the writer queue once all that was handed over is done and no unfinished file is being removed.
    package func whenIdle(_ completion: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            guard writer.removing.isEmpty else { return whenIdle(completion) }
            commit()
            completion()
        }
    }

    /// Looks whether the open database is still the one its path leads to; a failure is reported like that of a group. Calls
    /// `changed` on the writer queue when somebody else has written to it.
    package func checkFiles(changed: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            guard writer.group == nil, let store = writer.store else { return }
            do throws(StoreError) {
                if try store.checkFiles() { changed() }
            } catch {
                fail(error, culprits: [])
            }
        }
    }

    /// Commits what is open and closes the store; `completion` runs on the writer queue.
    package func close(completion: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            commit()
            closeStore()
            completion()
        }
    }
}
