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
    package typealias Opening = @Sendable () throws(StoreError) -> Store

    let queue = DispatchQueue(label: "sluice.writer")
    private let system: System
    private let pool: ChunkPool
    private let open: Opening
    private let rows: LedgerRows
    private let policy = GroupPolicy()
    /// Files that are ready or being read: while there are some, a group waits for company.
    private let backlog = Atomic<Int>(0)
    /// Touched only on ``queue``.
    nonisolated(unsafe) private var writer = Writer()

    /// What the writer queue owns.
    private struct Writer {
        var report: @Sendable (GroupOutcome) -> Void = { _ in }
        var store: Store?
        var registrations: Set<Registration> = []
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
    }

    /// What the store was told of a dataset.
    private struct Registration: Hashable {
        let schema: RowSchema
        let key: DatasetKey?
    }

    /// A transaction that is open.
    private struct Group {
        var receipts: [CommitReceipt] = []
        var rows = 0
        let startedAt: UInt64
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

    /// Changes the number of files that may still join a group. Any queue.
    package func changeBacklog(by count: Int) {
        backlog.add(count, ordering: .acquiringAndReleasing)
        if count < 0 { queue.async { [self] in considerCommit() } }
    }

    /// A complete file: its rows, or its rejection, join the open group.
    package func submit(_ file: TakenFile) {
        queue.async { [self] in
            backlog.subtract(1, ordering: .acquiringAndReleasing)
            write(file.pending, chunks: file.chunks, ticket: file.loading) {
                store throws(StoreError) in
                try receive(file, store)
            }
        }
    }

    /// A big file begins: a ledger row in state `loading`.
    package func begin(_ ticket: LoadingTicket) {
        queue.async { [self] in
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
        queue.async { [self] in
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
        queue.async { [self] in
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
                if error.kind != .locked { closeStore() }
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

    /// Looks whether the open database is still the one its path leads to; a failure is reported like that of a group.
    package func checkFiles() {
        queue.async { [self] in
            guard writer.group == nil, let store = writer.store else { return }
            do throws(StoreError) {
                try store.checkFiles()
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

// MARK: - On the writer queue

extension Committer {
    /// Does a piece of work inside the open group, opening one when there is none; gives the chunks back in any case.
    private func write(
        _ file: PendingFile?, chunks: [RecordChunk] = [], ticket: LoadingTicket? = nil,
        _ work: (Store) throws(StoreError) -> CommitReceipt?
    ) {
        dispatchPrecondition(condition: .onQueue(queue))
        defer { for chunk in chunks { pool.give(back: chunk) } }
        // A loading that failed was reported when it failed; what still comes for it is thrown away.
        if let ticket, ticket.hasFailed { return }
        do throws(StoreError) {
            let store = try opened()
            if writer.group == nil { try beginGroup(store) }
            if let receipt = try work(store) { writer.group?.receipts.append(receipt) }
            writer.group?.rows += chunks.reduce(0) { $0 + $1.recordCount }
            considerCommit()
        } catch {
            fail(error, culprits: [file, ticket?.pending].compactMap { $0 })
        }
    }

    private func beginGroup(_ store: Store) throws(StoreError) {
        try store.beginGroup(now: now)
        writer.group = Group(startedAt: system.monotonicNanoseconds())
        scheduleCommit()
    }

    private func receive(
        _ file: TakenFile, _ store: Store
    ) throws(StoreError) -> CommitReceipt? {
        let started = system.monotonicNanoseconds()
        let loading = file.loading.flatMap {
            writer.loadings.removeValue(forKey: ObjectIdentifier($0))?.id
        }
        let known =
            try file.sha256.map { (hash) throws(StoreError) in
                try store.ledgerEntry(sha256: hash)
            } ?? nil
        let stored: StoredFile
        let kind: CommitReceipt.Kind
        if let known, known.status != .rejected {
            let row = rows.duplicate(file, now: now)
            stored = StoredFile(id: try store.addDuplicate(row, of: known.id), file: row)
            kind = .duplicate(of: known.id)
            if let loading { removeLater(loading: loading) }
        } else {
            switch file.verdict {
            case .rejected(let findings, _):
                let row = rows.rejected(file)
                let id = try store.addRejected(
                    row, findings: findings, raw: file.header,
                    error: findings.first.map { "\($0.code.rawValue): \($0.message)" } ?? "")
                stored = StoredFile(id: id, file: row)
                kind = .rejected(findings)
                if let loading { removeLater(loading: loading) }
            case .accepted(let chunks):
                guard let result = try accept(file, chunks, loading: loading, store) else {
                    return nil
                }
                stored = result
                kind = .committed
            }
        }
        return CommitReceipt(
            file, stored, kind: kind,
            writeNanoseconds: system.monotonicNanoseconds() - started)
    }

    /// Stores a file's rows, or the last of them; nil when it must be read again, which was reported then.
    private func accept(
        _ file: TakenFile, _ chunks: [RecordChunk], loading: Int64?, _ store: Store
    ) throws(StoreError) -> StoredFile? {
        let row = rows.committed(file, now: now)
        let rule = file.dataset?.duplicateRule
        guard let loading else {
            if let dataset = file.dataset { try register(dataset, store) }
            return try store.addFile(row, chunks: chunks, duplicates: rule)
        }
        for chunk in chunks { try store.appendLoading(loading, chunk, duplicates: rule) }
        CrashPoint.loadingFinish.pass()
        do throws(StoreError) {
            return try store.finishLoading(loading, row, duplicates: rule)
        } catch  where error.kind == .overtaken {
            removeLater(loading: loading)
            writer.report(.failed([file.pending], StoreFailure(error)))
            return nil
        }
    }

    private var now: Int64 { system.realtimeMicroseconds() }

    /// Makes the tables of a dataset; what is open is committed first, for they are made outside a group.
    private func register(_ dataset: Dataset, _ store: Store) throws(StoreError) {
        let registration = Registration(
            schema: dataset.schema, key: dataset.duplicateRule?.key)
        guard !writer.registrations.contains(registration) else { return }
        let wasInGroup = store.isInGroup
        if wasInGroup { try finishGroup(store) }
        try store.register(registration.schema, key: registration.key)
        writer.registrations.insert(registration)
        if wasInGroup {
            try beginGroup(store)
        }
    }

    private func opened() throws(StoreError) -> Store {
        if let store = writer.store { return store }
        let store = try open()
        writer.store = store
        for unfinished in try store.loadingFiles() { removeLater(loading: unfinished.id) }
        return store
    }

    /// A group must not wait for company that does not come.
    private func scheduleCommit() {
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(policy.maximumAgeNanoseconds))) {
            @Sendable [self] in considerCommit()
        }
    }

    private func considerCommit() {
        guard let group = writer.group else { return }
        let isAlone = writer.filesToIsolate > 0 && !group.receipts.isEmpty
        let age = system.monotonicNanoseconds() - group.startedAt
        if isAlone
            || policy.shouldCommit(
                rows: group.rows, files: group.receipts.count, ageNanoseconds: age,
                backlog: backlog.load(ordering: .acquiring))
        {
            commit()
        }
    }

    private func commit() {
        guard writer.group != nil, let store = writer.store else { return }
        do throws(StoreError) {
            try finishGroup(store)
        } catch {
            fail(error, culprits: [])
        }
    }

    private func finishGroup(_ store: Store) throws(StoreError) {
        guard let group = writer.group else { return }
        let archived = writer.archived
        if !archived.isEmpty {
            try store.markArchived(archived)
        }
        CrashPoint.commitBefore.pass()
        let started = system.monotonicNanoseconds()
        try store.commitGroup()
        CrashPoint.commitAfter.pass()
        writer.group = nil
        writer.archived.removeFirst(archived.count)
        writer.filesToIsolate = max(0, writer.filesToIsolate - group.receipts.count)
        guard !group.receipts.isEmpty || writer.hasFailed else { return }
        writer.hasFailed = false
        writer.report(
            .committed(
                group.receipts, commitNanoseconds: system.monotonicNanoseconds() - started))
    }

    /// Nothing of the open group was stored: its files go back, big files are given up, the store is opened anew next time.
    private func fail(_ error: StoreError, culprits: [PendingFile]) {
        writer.store?.rollbackGroup()
        writer.hasFailed = true
        var files = culprits + (writer.group?.receipts ?? []).map(\.pending)
        writer.group = nil
        for (ticket, _) in writer.loadings.values {
            ticket.fail()
            files.append(ticket.pending)
        }
        if !error.isEnvironment { writer.filesToIsolate = files.count > 1 ? files.count : 0 }
        closeStore()
        var seen: Set<UInt64> = []
        writer.report(
            .failed(files.filter { seen.insert($0.ticket).inserted }, StoreFailure(error)))
    }

    private func closeStore() {
        writer.loadings.removeAll()
        writer.registrations.removeAll()
        writer.removing.removeAll()
        writer.store?.close()
        writer.store = nil
    }

    private func removeLater(loading id: Int64) {
        writer.removing.insert(id)
        queue.async { [self] in remove(loading: id) }
    }

    /// Removes the rows of an unfinished file in steps, letting other work pass between them.
    private func remove(loading id: Int64) {
        guard let store = writer.store, writer.removing.contains(id) else { return }
        do throws(StoreError) {
            if writer.group != nil { try finishGroup(store) }
            try store.beginGroup(now: now)
            CrashPoint.recoveryRemove.pass()
            let isDone = try store.removeLoading(id, limit: policy.maximumRows)
            try store.commitGroup()
            if isDone { writer.removing.remove(id) } else { removeLater(loading: id) }
        } catch {
            fail(error, culprits: [])
        }
    }
}
