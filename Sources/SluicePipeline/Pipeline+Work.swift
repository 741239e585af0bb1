internal import Dispatch

internal import SluiceCore
internal import SluiceSystem

/// Files become ready, are handed to workers, and come back as groups; all on the pipeline queue.
extension Pipeline {
    /// A file of the inbox has settled.
    func fileIsReady(_ file: InboxFile) {
        // The inbox declares a name once; this one is given back when its recovery has ended.
        guard !state.recovering.contains(file.name) else { return }
        if confirmAhead(file) { return }
        let pending = state.announce(
            .inbox(name: file.name), identity: file.identity, discoveredAt: file.discoveredAt,
            readySince: file.readySince)
        enqueue(pending)
        dispatchWork()
    }

    /// A path given to `ingest`.
    ///
    /// `since` is when it was first tried, when it changed while it was read.
    func addPath(_ path: [UInt8], since: UInt64? = nil) {
        add(.path(path), at: path, discoveredAt: system.realtimeMicroseconds(), since: since)
    }

    /// Announces a file that is taken where it lies, or says why it cannot be taken.
    func addKept(_ file: KeptFile, since: UInt64? = nil) {
        let now = system.realtimeMicroseconds()
        add(.kept(file), at: file.path, discoveredAt: file.discoveredAt ?? now, since: since)
    }

    private func add(
        _ source: TakeSource, at path: [UInt8], discoveredAt: Int64, since: UInt64?
    ) {
        do throws(SystemError) {
            guard let found = try system.information(path: path) else {
                return endIngest(path, .unreadable("no such file"))
            }
            guard found.kind == .regular else {
                return endIngest(path, .unreadable("not a regular file"))
            }
            enqueue(
                state.announce(
                    source, identity: found.identity, discoveredAt: discoveredAt,
                    readySince: since ?? system.monotonicNanoseconds()))
        } catch {
            endIngest(path, .unreadable(error.reason))
        }
    }

    func enqueue(_ file: PendingFile) {
        guard state.stopping == nil else { return }
        state.intake.add(
            ticket: file.ticket, bytes: file.identity.size, readySince: file.readySince)
        if !file.isBig { committer.changeBacklog(by: 1) }
    }

    /// Hands waiting files to lanes that can take some.
    func dispatchWork() {
        while let (lane, tickets) = state.intake.next() {
            let files = tickets.compactMap { state.files[$0] }
            if files.count < tickets.count, lane != .big {
                committer.changeBacklog(by: files.count - tickets.count)
            }
            state.underWay.formUnion(files.map(\.ticket))
            run(files, on: worker(of: lane))
        }
        publish()
    }

    private func worker(of lane: Intake.Lane) -> TakeLane {
        switch lane {
        case .big: return bigLane
        case .small(let index): return smallLanes[index]
        }
    }

    func run(_ files: [PendingFile], on lane: TakeLane) {
        guard let inbox = inboxDirectory ?? (files.isEmpty ? nil : station.archive.directory) else {
            return
        }
        var taking = settings.taking
        if let catalog = state.catalog { taking.catalog = catalog }
        lane.queue.async { @Sendable [self, taking] in
            let taker = FileTaker(
                system: system, settings: taking, inbox: inbox, pool: pool,
                committer: committer, plans: lane.plans, helpers: lane.helpers,
                stock: lane.stock)
            for file in files {
                let outcome = taker.take(file, progress: lane.progress) { isCancelled.isSet }
                if case .delivered = outcome { continue }
                if !file.isBig { committer.changeBacklog(by: -1) }
                queue.async { @Sendable [self] in takeEnded(file, outcome) }
            }
            queue.async { @Sendable [self] in
                state.intake.finished(lane.lane)
                dispatchWork()
                endRunsIfDone()
            }
        }
    }

    private func takeEnded(_ file: PendingFile, _ outcome: TakeOutcome) {
        if case .reported = outcome { return }
        if endAhead(file) { return endRunsIfDone() }
        state.underWay.remove(file.ticket)
        switch outcome {
        case .delivered, .reported:
            break
        case .cancelled:
            state.forget(file.ticket)
        case .changed:
            events(.fileChanged(name: file.source.name))
            changed(file)
        case .gone:
            events(.fileVanished(name: file.source.name, wasStored: false))
            if let path = file.source.path {
                endIngest(path, .unreadable("no such regular file"))
            }
            state.readRetries[file.source.name] = nil
            release(file) { $0.finished($1) }
        case .failed(let error):
            readFailed(file, error)
        }
        endRunsIfDone()
    }

    /// A file of the inbox settles again; a path is tried again for as long as `--once` waits for changing files.
    private func changed(_ file: PendingFile) {
        release(file) { $0.again($1) }
        guard let path = file.source.path else { return }
        let age = Double(system.monotonicNanoseconds() - file.readySince) / 1e9
        guard age < settings.onceSettleSeconds else {
            return endIngest(path, .unreadable("it still changes"))
        }
        after(0.05) { pipeline in
            if case .kept(let kept) = file.source {
                pipeline.addKept(kept, since: file.readySince)
            } else {
                pipeline.addPath(path, since: file.readySince)
            }
            pipeline.dispatchWork()
            pipeline.endIngestIfDone()
        }
    }

    private func readFailed(_ file: PendingFile, _ error: SystemError) {
        if let path = file.source.path {
            endIngest(path, .unreadable(error.reason))
            return state.forget(file.ticket)
        }
        let (attempt, delay) = state.readFailed(file)
        noteTrouble(
            "read \(PathText.shown(file.source.name))", error.description, remedy: error.remedy,
            attempt, delay)
        if state.drain != nil, state.readRetries[file.source.name]?.isDegraded == true {
            state.drain?.result.unreadable.append((file.source.name, error.description))
            return state.forget(file.ticket)
        }
        after(delay) { $0.retryRead(file.ticket) }
    }

    private func retryRead(_ ticket: UInt64) {
        guard state.resting.remove(ticket) != nil, let file = state.files[ticket] else { return }
        clearTrouble("read \(PathText.shown(file.source.name))", recovered: false)
        if case .some(.none) = try? inboxDirectory?.information(file.source.name) {
            state.readRetries[file.source.name] = nil
        }
        // What the file is now decides: it may have changed or gone since.
        release(file) { $0.again($1) }
    }

    /// Gives a name back to the inbox and forgets the file.
    func release(_ file: PendingFile, _ body: (Inbox, [UInt8]) -> Void) {
        state.forget(file.ticket)
        if case .inbox(let name) = file.source, let inbox { body(inbox, name) }
    }

    /// A group of the writer has ended.
    func groupEnded(_ outcome: GroupOutcome) {
        switch outcome {
        case .committed(let receipts, let nanoseconds): committed(receipts, nanoseconds)
        case .failed(let files, let failure): groupFailed(files, failure)
        case .undone(let files): groupUndone(files)
        }
        publish()
        endRunsIfDone()
    }

    private func committed(_ receipts: [CommitReceipt], _ nanoseconds: UInt64) {
        if state.storeRetry.failures > 0, !receipts.isEmpty || !hasFilesForStore {
            state.storeRetry.succeeded()
            clearTrouble("store", recovered: true)
        }
        guard !receipts.isEmpty else { return }
        state.lastCommit = system.realtimeMicroseconds()
        state.lastCommitMonotonic = system.monotonicNanoseconds()
        for receipt in receipts {
            count(receipt)
            state.underWay.remove(receipt.pending.ticket)
            state.readRetries[receipt.pending.source.name] = nil
            state.archiving[receipt.pending.ticket] = receipt
        }
        events(.filesCommitted(receipts, commitNanoseconds: nanoseconds))
        heldMore(by: receipts)
        archive(receipts)
        supersedeEarlier(by: receipts)
    }

    private func count(_ receipt: CommitReceipt) {
        switch receipt.kind {
        case .committed:
            state.totals.committedFiles += 1
            state.totals.records += receipt.records
            state.totals.stored += receipt.stored
            state.totals.held += receipt.held
            state.totals.discarded += receipt.discarded
            if receipt.held > 0 { state.invalidFiles += 1 }
        case .duplicate:
            state.totals.duplicateFiles += 1
        case .rejected:
            state.totals.rejectedFiles += 1
            state.invalidFiles += 1
        }
        state.totals.bytes += receipt.identity.size
    }

    /// Some file of the group changed while it settled: the others are taken again, without waiting.
    private func groupUndone(_ files: [PendingFile]) {
        for file in files where !endAhead(file) {
            state.underWay.remove(file.ticket)
            guard var waiting = state.files[file.ticket] else { continue }
            waiting.confirmation = nil
            state.files[file.ticket] = waiting
            enqueue(waiting)
        }
        dispatchWork()
    }

    /// Nothing of these files was stored: they wait for the store's next attempt.
    private func groupFailed(_ files: [PendingFile], _ failure: StoreFailure) {
        for file in files where !endAhead(file) {
            state.underWay.remove(file.ticket)
            guard var waiting = state.files[file.ticket] else { continue }
            waiting.attempts += 1
            state.files[file.ticket] = waiting
            enqueue(waiting)
        }
        // A store that is opened anew may need every connection to be a new one.
        heldRecords.close()
        guard state.stopping == nil, state.intake.pauses.insert(.store).inserted else { return }
        let delay = state.storeRetry.failed()
        noteTrouble(
            "store", failure.message, remedy: failure.remedy, state.storeRetry.failures, delay)
        if state.storeRetry.isDegraded { giveUp(failure) }
        let failures = state.storeRetry.failures
        after(delay) { pipeline in
            pipeline.state.intake.pauses.remove(.store)
            pipeline.probeStore(failures, delay)
            pipeline.dispatchWork()
        }
    }

    /// Without files that try it, the writer itself must find out whether the store works again; they may go away at any time.
    private func probeStore(_ failures: Int, _ delay: Double) {
        guard failures > 0, state.storeRetry.failures == failures else { return }
        if !hasFilesForStore { committer.retry() }
        after(delay) { $0.probeStore(failures, delay) }
    }

    /// True while files wait for the store or are on their way to it: what becomes of them tells whether it works.
    private var hasFilesForStore: Bool {
        state.intake.waitingCount > 0 || !state.underWay.isEmpty
    }

    /// Runs a piece of work on the pipeline queue after so many seconds, unless the pipeline stops before.
    func after(_ seconds: Double, _ body: @escaping @Sendable (Pipeline) -> Void) {
        queue.asyncAfter(deadline: .now() + seconds) { @Sendable [weak self] in
            guard let self, self.state.stopping == nil else { return }
            body(self)
        }
    }

    /// Something failed and is tried again; told, where it is to be, unless as many attempts of it were told before.
    func noteTrouble(
        _ what: String, _ reason: String, remedy: String, _ attempt: Int, _ delay: Double,
        isTold: Bool = true
    ) {
        let now = system.realtimeMicroseconds()
        let isKnown = (state.troubles[what]?.attempts ?? 0) >= attempt
        state.lastError = PipelineSnapshot.Failure(
            message: "\(what): \(reason)", atMicroseconds: now)
        state.troubles[what] = PipelineSnapshot.Trouble(
            message: "\(what): \(reason)",
            sinceMicroseconds: state.troubles[what]?.sinceMicroseconds ?? now,
            nextAttemptMicroseconds: now + Int64(delay * 1_000_000),
            attempts: max(attempt, state.troubles[what]?.attempts ?? 0), remedy: remedy)
        // Who is told of it may look at the picture at once.
        publish()
        if isTold, !isKnown {
            events(
                .attemptFailed(
                    what: what, reason: reason, remedy: remedy, attempt: attempt,
                    retrySeconds: delay))
        }
    }

    /// What was tried again works, or is tried as something else.
    func clearTrouble(_ what: String, recovered: Bool) {
        guard state.troubles.removeValue(forKey: what) != nil else { return }
        publish()
        if recovered { events(.recovered(what: what)) }
    }
}
