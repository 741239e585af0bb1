internal import SluiceCore
internal import SluiceSystem

/// An open file that is about to be read.
struct OpenFile {
    let descriptor: FileDescriptor
    let identity: FileIdentity
}

/// One reading of one file, from its first byte to the delivery: judging, and handing the chunks to the writer.
struct FileReading {
    private let taker: FileTaker
    private let pending: PendingFile
    private let opened: OpenFile
    private var judging: FileJudging
    /// The chunk judged last, and those before it that are not handed over yet.
    private var last: RecordChunk?
    private var full: [RecordChunk] = []
    private var loading: LoadingTicket?
    private var rejection: [Finding]?

    init(taker: FileTaker, pending: PendingFile, opened: OpenFile) {
        self.taker = taker
        self.pending = pending
        self.opened = opened
        judging = FileJudging(
            system: taker.system, file: opened.descriptor, size: opened.identity.size,
            judge: FileJudge(
                catalog: taker.settings.catalog, fileName: pending.source.name,
                limits: taker.settings.limits,
                nowMilliseconds: taker.system.realtimeMicroseconds() / 1000, cache: taker.plans),
            pool: taker.pool, hashes: true, helpers: taker.helpers, stock: taker.stock)
    }

    /// Reads to the end and delivers; on every other way out nothing is kept.
    mutating func run(
        progress: TakeProgress, isCancelled: () -> Bool, started: UInt64
    ) throws(SystemError) -> TakeOutcome {
        defer { judging.end() }
        do {
            reading: while true {
                if isCancelled() { return giveUp(.cancelled) }
                if loading?.hasFailed == true { return giveUp(.reported) }
                if pending.confirmation?.isRefused == true { return giveUp(.changed) }
                switch try judging.next() {
                case .read(let count): progress.add(bytes: count, judging.counts)
                case .chunk(let chunk): passOn(chunk)
                case .rejected(let findings): rejection = findings
                case .finished:
                    progress.add(bytes: 0, judging.counts)
                    break reading
                }
            }
            if pending.isBig, let confirmation = pending.confirmation, !confirmation.wait() {
                return giveUp(.changed)
            }
            guard try isUnchanged() else { return giveUp(.changed) }
        } catch {
            if case .reported = giveUp(.failed(error)) { return .reported }
            throw error
        }
        deliver(started: started)
        return .delivered
    }

    /// A further chunk: those before it are kept while the file may still fit in memory, else written in steps.
    private mutating func passOn(_ chunk: RecordChunk) {
        if let last { full.append(last) }
        last = chunk
        guard let dataset = judging.judge.dataset else { return }
        if loading == nil, full.count >= FileTaker.chunksAtOnce {
            let ticket = LoadingTicket(
                pending: pending, dataset: dataset, header: judging.judge.header)
            taker.committer.begin(ticket)
            loading = ticket
        }
        guard let loading else { return }
        for chunk in full { taker.committer.append(chunk, to: loading) }
        full.removeAll(keepingCapacity: true)
    }

    /// True when the file is still what it was when it was opened, and every byte of it was read.
    private func isUnchanged() throws(SystemError) -> Bool {
        let now = try taker.system.information(of: opened.descriptor).identity
        return now.isSameContent(as: opened.identity) && judging.bytesRead == now.size
            && !taker.system.writerHasOpen(opened.descriptor)
    }

    private mutating func deliver(started: UInt64) {
        if rejection == nil, taker.settings.isStrict, let finding = judging.counts.strictFinding {
            rejection = [finding]
        }
        if let last { full.append(last) }
        let verdict: TakenFile.Verdict
        if let findings = rejection {
            verdict = .rejected(findings, chunks: full)
        } else {
            verdict = .accepted(full)
        }
        taker.committer.submit(
            TakenFile(
                pending: pending, identity: opened.identity, sha256: judging.digest(),
                dataset: judging.judge.dataset, header: judging.judge.header, verdict: verdict,
                counts: judging.counts, loading: loading,
                takeNanoseconds: taker.system.monotonicNanoseconds() - started))
    }

    private mutating func giveUp(_ outcome: TakeOutcome) -> TakeOutcome {
        dropChunks()
        guard let loading else { return outcome }
        if loading.hasFailed { return .reported }
        taker.committer.abandon(loading)
        return outcome
    }

    private mutating func dropChunks() {
        judging.stop()
        if let last { taker.pool.give(back: last) }
        for chunk in full { taker.pool.give(back: chunk) }
        last = nil
        full.removeAll()
    }
}
