internal import Dispatch

internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// The start: what an earlier run committed and did not archive is finished before the inbox is looked at.
///
/// Rows of unfinished big files are removed by the writer as soon as it has opened the store.
extension Pipeline {
    /// Opens inbox and store, finishes pending moves, then watches the inbox; on the pipeline queue.
    func recover(
        watchingInbox: Bool, _ patience: StartPatience,
        completion: @escaping @Sendable (StoreFailure?) -> Void
    ) {
        inboxDirectory = try? station.openInbox()
        let places = Archiver.Places(
            inbox: inboxDirectory ?? station.archive.directory, archive: station.archive,
            quarantine: station.quarantine, store: station.store)
        let source = heldRecords
        archiver = Archiver(
            system: system, places: places, taking: settings.taking,
            ledger: { try source.file($0) }, fileFindings: { try source.fileFindings(ofFile: $0) },
            heldRecords: { try source.pages(ofFile: $0, $1) })
        finishRules(patience) { [self] failure in
            guard failure == nil else { return completion(failure) }
            makeTables(patience) { [self] failure in
                guard failure == nil else { return completion(failure) }
                recoverPage(after: 0, patience) { [self] failure in
                    recovered(failure, watchingInbox, completion)
                }
            }
        }
    }

    /// Replaces dataset files that an operation has changed whose process died before it could: no file is to be judged by the
    /// rules of before.
    private func finishRules(
        _ patience: StartPatience, _ completion: @escaping @Sendable (StoreFailure?) -> Void
    ) {
        let rules = settings.rules
        perform(patience) { store throws(StoreError) in
            let outcome = try Committer.carryOutRules(store, rules)
            if case .behind(let reason) = outcome {
                throw StoreError(.rulesBehind, "a dataset file is behind the database: \(reason)")
            }
            return outcome
        } completion: { [self] result in
            switch result {
            case .failure(let failure): completion(failure)
            case .success(let outcome):
                takeRules(outcome)
                completion(nil)
            }
        }
    }

    /// The tables of the default dataset are there from the start, so that queries work on an empty station.
    private func makeTables(
        _ patience: StartPatience, _ completion: @escaping @Sendable (StoreFailure?) -> Void
    ) {
        let catalog = state.catalog ?? settings.taking.catalog
        let dataset = catalog.fallback
        perform(patience) { store throws(StoreError) in
            // Else the first file of a dataset with a changed type would hold up all others.
            for other in catalog.all { try store.check(other.schema) }
            try store.register(dataset.schema, key: dataset.duplicateRule?.key)
        } completion: {
            if case .failure(let failure) = $0 { completion(failure) } else { completion(nil) }
        }
    }

    /// Has the writer do what a start needs. What keeps it from that for a while is waited for, visibly; files and operations
    /// that are asked for meanwhile wait as long as those of a running pipeline would.
    private func perform<Value: Sendable>(
        _ patience: StartPatience,
        _ work: @escaping @Sendable (Store) throws(StoreError) -> Value,
        completion: @escaping @Sendable (Result<Value, StoreFailure>) -> Void
    ) {
        committer.perform(work) { [self] result in
            queue.async { @Sendable [self] in
                guard case .failure(let failure) = result else {
                    state.storeRetry.succeeded()
                    clearTrouble("store", recovered: true)
                    return completion(result)
                }
                guard failure.mayPass, patience != .none, state.stopping == nil else {
                    return completion(result)
                }
                let delay = state.storeRetry.failed()
                if patience == .short, state.storeRetry.isDegraded { return completion(result) }
                noteTrouble(
                    "store", failure.message, remedy: failure.remedy, state.storeRetry.failures,
                    delay)
                if state.storeRetry.isDegraded { giveUp(failure) }
                after(delay) { $0.perform(patience, work, completion: completion) }
            }
        }
    }

    private func recovered(
        _ failure: StoreFailure?, _ watchingInbox: Bool,
        _ completion: @Sendable (StoreFailure?) -> Void
    ) {
        guard failure == nil else { return completion(failure) }
        measureQuarantine()
        if watchingInbox {
            watch()
            state.intake.pauses.insert(.database)
            checkDatabase()
        }
        watchStore()
        state.isStarted = true
        state.intake.pauses.remove(.starting)
        mendQuarantineFiles()
        supersedeOwed()
        doNextOperation()
        dispatchWork()
        events(.started)
        completion(nil)
    }

    /// Once a second: a database that was removed, replaced or cut is noticed before anything else is acknowledged.
    private func watchStore() {
        after(1) { pipeline in
            pipeline.committer.checkFiles { @Sendable [pipeline] in
                pipeline.queue.async { @Sendable in pipeline.checkDatabaseAgain() }
            }
            pipeline.watchStore()
        }
    }

    private func recoverPage(
        after id: Int64, _ patience: StartPatience,
        then completion: @escaping @Sendable (StoreFailure?) -> Void
    ) {
        perform(patience) { store throws(StoreError) in
            try store.pendingArchive(after: id, limit: 1000)
        } completion: { [self] result in
            switch result {
            case .failure(let failure): completion(failure)
            case .success(let page):
                finish(page)
                if let last = page.last {
                    recoverPage(after: last.id, patience, then: completion)
                } else {
                    completion(nil)
                }
            }
        }
    }

    /// Sends what is still in the inbox to the archive, notes what is there already, tells of what is nowhere.
    private func finish(_ page: [LedgerEntry]) {
        var marks: [(id: Int64, name: String?)] = []
        for entry in page {
            let archived = archivedName(entry)
            if let archived { state.claimed.insert(archived.name) }
            if let inboxDirectory,
                let identity = FoundFile(system: system).identity(
                    of: entry.file.name, in: inboxDirectory, size: entry.file.sizeBytes,
                    sha256: entry.file.sha256)
            {
                if let archived {
                    // On one device files are renamed: what stands in the inbox then was dropped after it. On two it
                    // may be the source of a copy that was cut before its end.
                    if archived.identity.device != identity.device {
                        try? inboxDirectory.remove(entry.file.name)
                    }
                    marks.append((entry.id, archived.name))
                    continue
                }
                state.recovering.insert(entry.file.name)
                archive([receipt(entry, identity)])
            } else if let archived {
                marks.append((entry.id, archived.name))
            } else if let path = entry.file.sourcePath,
                let identity = FoundFile(system: system).identity(
                    ofPath: path, size: entry.file.sizeBytes, sha256: entry.file.sha256)
            {
                archive([receipt(entry, identity, at: .path(path))])
            } else if !moveAcross(entry) {
                events(.alarm(Self.lost(entry.file.name, file: entry.id)))
                // Its quarantine files may still be missing; the archiver writes them and finds nothing to move.
                state.recovering.insert(entry.file.name)
                let nothing = FileIdentity(
                    device: 0, inode: 0, size: 0, modifiedNanoseconds: 0, changedNanoseconds: 0)
                archive([receipt(entry, nothing)])
            }
        }
        if !marks.isEmpty { committer.markArchived(marks) }
    }

    /// Where a pending file lies in the archive (or in `quarantine/`) already; nil when it does not.
    private func archivedName(_ entry: LedgerEntry) -> (name: String, identity: FileIdentity)? {
        guard let wanted = entry.file.archiveName else { return nil }
        let parts = wanted.split(separator: "/").map { Array($0.utf8) }
        guard let base = parts.last else { return nil }
        let directory: Directory?
        if entry.status == .rejected {
            directory = station.quarantine.directory
        } else if parts.count > 1 {
            directory = try? station.archive.directory.directory(parts[0])
        } else {
            directory = station.archive.directory
        }
        guard let directory else { return nil }
        try? directory.remove(CrossDeviceCopy.temporaryPrefix + base)
        let found = FoundFile(system: system)
        var number = 0
        while number < 1000 {
            let suffix = number == 0 ? "" : ".\(number)"
            let name = base + Array(suffix.utf8)
            guard let information = try? directory.information(name) else { return nil }
            if information.kind == .regular,
                let identity = found.identity(
                    of: name, in: directory, size: entry.file.sizeBytes,
                    sha256: entry.file.sha256),
                !isTakenByAnother(wanted + suffix, than: entry)
            {
                return (wanted + suffix, identity)
            }
            number += 1
        }
        return nil
    }

    /// An archive name belongs to one ledger row; the same content may lie there for an earlier one.
    private func isTakenByAnother(_ name: String, than entry: LedgerEntry) -> Bool {
        guard entry.status == .duplicate, let first = entry.duplicateOf else { return false }
        // Asked once for each content: many files may be duplicates of one.
        if state.claimedContents.insert(first).inserted {
            guard let names = try? heldRecords.archiveNames(ofContentOf: first) else {
                state.claimedContents.remove(first)
                return true
            }
            state.claimed.formUnion(names)
        }
        return state.claimed.contains(name)
    }

    /// The receipt of a file that is to be moved from the inbox, or from elsewhere.
    func receipt(
        _ entry: LedgerEntry, _ identity: FileIdentity, at source: TakeSource? = nil
    ) -> CommitReceipt {
        let pending = state.announce(
            source ?? .inbox(name: entry.file.name), identity: identity,
            discoveredAt: entry.file.discoveredAt, readySince: system.monotonicNanoseconds())
        let kind: CommitReceipt.Kind
        switch entry.status {
        case .rejected:
            kind = .rejected((try? heldRecords.fileFindings(ofFile: entry.id)) ?? [])
        case .duplicate: kind = .duplicate(of: entry.duplicateOf ?? 0)
        default: kind = .committed
        }
        let receipt = CommitReceipt(recovering: entry, pending: pending, kind: kind)
        state.archiving[pending.ticket] = receipt
        return receipt
    }

    private func watch() {
        let inbox = Inbox(
            system: system, queue: queue, settings: settings.inbox, open: station.openInbox)
        self.inbox = inbox
        inbox.start(
            onReady: { [unowned self] in fileIsReady($0) },
            onSettling: { [unowned self] in settling($0, $1) },
            onNotice: { [unowned self] in noticed($0) })
    }

    private func noticed(_ notice: InboxNotice) {
        switch notice {
        case .opened(let directory):
            inboxDirectory = directory
            refuseAllAhead()
            archiver?.use(inbox: directory)
        case .unavailable(let error, let attempt, let retrySeconds):
            // Tried as often as it is listed: told once, and counted.
            noteTrouble(
                PipelineState.inbox, error.description, remedy: error.remedy, attempt,
                retrySeconds, isTold: attempt == 1)
        case .available:
            clearTrouble(PipelineState.inbox, recovered: true)
        case .lookFailed(let name, let error):
            events(.notice("\(PathText.shown(name)) cannot be looked at: \(error.reason)"))
        case .watching:
            state.watching = "inotify"
        case .polling(let error):
            state.watching = "polling"
            events(.notice("watching by polling, because \(error)"))
        case .overflowed:
            events(.notice("the kernel dropped events; the inbox is listed again"))
        case .symlinkIgnored(let name):
            events(.notice("\(PathText.shown(name)) is a symbolic link and is ignored"))
        case .listed:
            break
        }
        publish()
        endRunsIfDone()
    }
}
