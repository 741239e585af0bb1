internal import Dispatch

internal import SluiceCore
internal import SluiceSystem

/// `--once`, `ingest` and stopping: runs that end when there is nothing left to do; on the pipeline queue.
extension Pipeline {
    /// Ends whatever run has reached its end.
    func endRunsIfDone() {
        endDrainIfDone()
        endIngestIfDone()
        endStopIfDone()
    }

    /// No more is taken for `--once` and `ingest`: the store was tried for the last time that they allow, or the quarantine is full.
    ///
    /// They end once what is under way has ended and what was committed has reached the archive, so that they tell what became of it.
    func giveUp(_ failure: StoreFailure) {
        state.drain?.result.failure = failure
        for run in state.ingests.indices { state.ingests[run].failure = failure }
        endRunsIfDone()
    }

    /// Ends `--once` when nothing is left but files that have changed for too long.
    func endDrainIfDone() {
        if var run = state.drain, run.result.failure != nil, state.hasNothingInHand,
            state.supersessionsDue == 0
        {
            run.result.archiveFailures += state.archiving.count
            return finish(run)
        }
        guard var run = state.drain, state.isStarted, state.isIdle, state.supersessionsDue == 0,
            !state.intake.pauses.contains(.database)
        else {
            state.drain?.waitingSince = nil
            return
        }
        guard let inbox, !inbox.isQuiet else { return finish(run) }
        let now = system.monotonicNanoseconds()
        let since = run.waitingSince ?? now
        if Double(now - since) >= settings.onceSettleSeconds * 1e9 {
            run.result.stillChanging = inbox.stillSettling
            return finish(run)
        }
        run.waitingSince = since
        state.drain = run
        after(0.05) { $0.endDrainIfDone() }
    }

    private func finish(_ run: DrainRun) {
        state.drain = nil
        var result = run.result
        result.invalidFiles = state.invalidFiles
        committer.whenIdle { [self, result] in
            queue.async { @Sendable in run.completion(result) }
        }
    }

    /// One path of `ingest` has come to its end.
    func endIngest(_ path: [UInt8], _ end: IngestResult.End) {
        guard let run = state.ingests.firstIndex(where: { $0.pending.contains(path) }),
            let index = state.ingests[run].pending.firstIndex(of: path)
        else { return }
        state.ingests[run].pending.remove(at: index)
        state.ingests[run].results.append(IngestResult(path: path, end: end))
    }

    /// Ends each `ingest` of which every path has.
    func endIngestIfDone() {
        for run in state.ingests { if let failure = run.failure { endIdle(run.pending, failure) } }
        let ended = state.ingests.filter(\.pending.isEmpty)
        guard !ended.isEmpty, state.supersessionsDue == 0 else { return }
        state.ingests.removeAll(where: \.pending.isEmpty)
        for run in ended { run.completion(run.results) }
    }

    /// Ends those paths of an `ingest` that was given up of which nothing is under way.
    private func endIdle(_ paths: [[UInt8]], _ failure: StoreFailure) {
        let paths = Set(paths)
        for file in state.files.values where !state.underWay.contains(file.ticket) {
            guard let path = file.source.path, paths.contains(path) else { continue }
            guard let receipt = state.archiving[file.ticket] else {
                endIngest(path, .failed(failure))
                // What was given up must not be stored later, behind the back of who was told so.
                state.forget(file.ticket)
                continue
            }
            if state.resting.contains(file.ticket) {
                let reason = state.troubles[Self.archiveTrouble]?.message ?? ""
                endIngest(path, .unarchived(receipt, .pending(reason)))
            }
        }
    }

    /// Closes everything once workers, writer, archive and the check of the database have nothing in hand.
    func endStopIfDone() {
        guard state.stopping != nil, !state.isStopped, state.hasNothingInHand, !isOperating,
            !state.isChecking
        else { return }
        finishStopping()
    }

    /// Closes the store, whatever is still in hand: the start sequence finishes it.
    func finishStopping() {
        guard let completion = state.stopping, !state.isStopped else { return }
        state.isStopped = true
        publish()
        heldRecords.close()
        committer.close { [self] in
            queue.async { @Sendable [self] in
                events(.stopped)
                completion()
            }
        }
    }
}
