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

    /// The store was tried for the last time that `--once` and `ingest` allow.
    func giveUp(_ failure: StoreFailure) {
        if var run = state.drain {
            run.result.failure = failure
            finish(run)
        }
        if let run = state.ingest {
            for path in run.paths where !run.results.contains(where: { $0.path == path }) {
                endIngest(path, .failed(failure))
            }
            endIngestIfDone()
        }
    }

    /// Ends `--once` when nothing is left but files that have changed for too long.
    func endDrainIfDone() {
        guard var run = state.drain, state.isStarted, let inbox, state.isIdle else {
            state.drain?.waitingSince = nil
            return
        }
        if inbox.isQuiet { return finish(run) }
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
        state.ingest?.results.append(IngestResult(path: path, end: end))
    }

    /// Ends `ingest` when every path has.
    func endIngestIfDone() {
        guard let run = state.ingest, run.results.count >= run.paths.count else { return }
        state.ingest = nil
        run.completion(run.results)
    }

    /// Closes everything once workers, writer and archive have nothing in hand.
    func endStopIfDone() {
        guard state.stopping != nil, !state.isStopped, state.underWay.isEmpty,
            state.archiving.keys.allSatisfy({ state.resting.contains($0) })
        else { return }
        finishStopping()
    }

    /// Closes the store, whatever is still in hand: the start sequence finishes it.
    func finishStopping() {
        guard let completion = state.stopping, !state.isStopped else { return }
        state.isStopped = true
        publish()
        committer.close { [self] in
            queue.async { @Sendable [self] in
                events(.stopped)
                completion()
            }
        }
    }
}
