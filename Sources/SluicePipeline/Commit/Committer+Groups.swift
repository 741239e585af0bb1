internal import Dispatch
internal import Synchronization

internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// What the writer does with the work handed to it; all on its queue.
extension Committer {
    /// Does a piece of work inside the open group, opening one when there is none; gives the chunks back in any case.
    func write(
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
            if let receipt = try work(store) { writer.group?.add(receipt) }
            writer.group?.rows += chunks.reduce(0) { $0 + $1.recordCount }
            considerCommit()
        } catch  where error == Self.changed {
            ticket?.fail()
            writer.report(.undone([file, ticket?.pending].compactMap { $0 }))
        } catch {
            ticket?.fail()
            fail(error, culprits: [file, ticket?.pending].compactMap { $0 })
        }
    }

    func beginGroup(_ store: Store) throws(StoreError) {
        try store.beginGroup(now: now)
        let startedAt = system.monotonicNanoseconds()
        writer.group = Group(startedAt: startedAt)
        scheduleCommit(ofGroup: startedAt)
    }

    func receive(
        _ file: TakenFile, _ store: Store
    ) throws(StoreError) -> CommitReceipt? {
        let started = system.monotonicNanoseconds()
        try noteVacated(store)
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
            if known.isMoved, known.file.archiveName == nil {
                // It lies nowhere: these bytes take its place in the archive.
                try store.archiveAgain(known.id, from: row)
                stored = StoredFile(id: known.id, file: row)
            } else {
                stored = StoredFile(id: try store.addDuplicate(row, of: known.id), file: row)
            }
            kind = .duplicate(of: known.id, superseded: try supersession(of: known, store))
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

    /// Has the ledger know of files that lie nowhere before another one is looked up in it: its bytes may be theirs.
    private func noteVacated(_ store: Store) throws(StoreError) {
        guard writer.archived.contains(where: { $0.name == nil }) else { return }
        try finishGroup(store)
        try beginGroup(store)
    }

    /// What took the place of a file; nil while it stands.
    private func supersession(
        of file: LedgerEntry, _ store: Store
    ) throws(StoreError) -> CommitReceipt.Supersession? {
        guard file.status == .superseded else { return nil }
        return try store.supersession(of: file.id).map {
            CommitReceipt.Supersession(batch: $0.batch, by: $0.successor)
        }
    }

    /// Stores a file's rows, or the last of them; nil when it must be read again, which was reported then.
    func accept(
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
    func register(_ dataset: Dataset, _ store: Store) throws(StoreError) {
        // Datasets are few and share their storage, so comparing is cheaper than hashing or deriving the schema for each file.
        guard !writer.registered.contains(dataset) else { return }
        let wasInGroup = store.isInGroup
        if wasInGroup { try finishGroup(store) }
        try store.register(dataset.schema, key: dataset.duplicateRule?.key)
        writer.registered.append(dataset)
        if wasInGroup {
            try beginGroup(store)
        }
    }

    func opened() throws(StoreError) -> Store {
        if let store = writer.store { return store }
        if let lost = writer.lost { throw lost }
        let store = try open(!writer.wasOpened)
        writer.wasOpened = true
        writer.store = store
        for unfinished in try store.loadingFiles() { removeLater(loading: unfinished.id) }
        return store
    }

    /// A group must not wait for company that does not come.
    func scheduleCommit(ofGroup startedAt: UInt64) {
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(policy.maximumAgeNanoseconds))) {
            @Sendable [self] in
            guard writer.group?.startedAt == startedAt else { return }
            considerCommit()
            if writer.group?.startedAt == startedAt { scheduleCommit(ofGroup: startedAt) }
        }
    }

    func considerCommit() {
        guard writer.group?.isDecided == true, let group = writer.group else { return }
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

    /// Rolls the open group back and closes the store; answers the files that nothing was stored of. Big files being loaded are
    /// among them, so that what was begun in the group is not taken for written.
    private func dropGroup() -> [PendingFile] {
        writer.store?.rollbackGroup()
        var files = (writer.group?.receipts ?? []).map(\.pending)
        writer.group = nil
        for (ticket, _) in writer.loadings.values {
            ticket.fail()
            files.append(ticket.pending)
        }
        closeStore()
        return files
    }

    func commit() {
        guard writer.group != nil, let store = writer.store else { return }
        do throws(StoreError) {
            try finishGroup(store)
        } catch  where error == Self.changed {
            return
        } catch {
            fail(error, culprits: [])
        }
    }

    /// What ``finishGroup(_:)`` throws when it has undone the group.
    private static let changed = StoreError(
        .overtaken, "a file of the group changed while it settled")

    func finishGroup(_ store: Store) throws(StoreError) {
        guard let group = writer.group else { return }
        // Blocks for the rest of the settle time only when something else than its size or age ends the group.
        guard group.isAtRest() else {
            writer.report(.undone(dropGroup()))
            throw Self.changed
        }
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
        queue.async { [self] in
            if writer.group == nil { writer.store?.isIdle() }
        }
        // A group without files tells that the store takes something again; whether it takes files, these will show.
        guard !group.receipts.isEmpty || writer.hasFailed else { return }
        if !group.receipts.isEmpty { writer.hasFailed = false }
        writer.report(
            .committed(
                group.receipts, commitNanoseconds: system.monotonicNanoseconds() - started))
    }

    /// Nothing of the open group was stored: its files go back, big files are given up, the store is opened anew next time.
    func fail(_ error: StoreError, culprits: [PendingFile]) {
        writer.hasFailed = true
        let files = culprits + dropGroup()
        closeStore(after: error)
        if !error.isEnvironment { writer.filesToIsolate = files.count > 1 ? files.count : 0 }
        var seen: Set<UInt64> = []
        writer.report(
            .failed(files.filter { seen.insert($0.ticket).inserted }, StoreFailure(error)))
    }

    /// Closes the store after a failure; for good when what was stored last is gone from it.
    func closeStore(after error: StoreError? = nil) {
        if let error, error.kind == .logLost { writer.lost = error }
        writer.loadings.removeAll()
        writer.registered.removeAll()
        writer.removing.removeAll()
        writer.store?.close()
        writer.store = nil
    }

    func removeLater(loading id: Int64) {
        writer.removing.insert(id)
        queue.async { [self] in remove(loading: id) }
    }

    /// Removes the rows of an unfinished file in steps, letting other work pass between them.
    func remove(loading id: Int64) {
        guard let store = writer.store, writer.removing.contains(id) else { return }
        do throws(StoreError) {
            if writer.group != nil { try finishGroup(store) }
            try store.beginGroup(now: now)
            CrashPoint.recoveryRemove.pass()
            let isDone = try store.removeLoading(id, limit: policy.maximumRows)
            try store.commitGroup()
            if isDone { writer.removing.remove(id) } else { removeLater(loading: id) }
        } catch  where error == Self.changed {
            return
        } catch {
            fail(error, culprits: [])
        }
    }
}
