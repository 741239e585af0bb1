internal import SluiceCore
internal import SluiceSystem

/// An open file that is about to be read.
struct OpenFile {
    let descriptor: FileDescriptor
    let identity: FileIdentity
}

/// One reading of one file, from its first byte to the delivery: the loop between kernel, hash, judge and writer.
struct FileReading {
    private let taker: FileTaker
    private let pending: PendingFile
    private let opened: OpenFile
    private var judge: FileJudge
    private var hash = Sha256()
    private var buffer: [UInt8]
    /// Bytes of the buffer that are filled, and how many of them the judge has consumed.
    private var filled = 0
    private var consumed = 0
    private var bytesRead = 0
    private var chunk: RecordChunk
    private var full: [RecordChunk] = []
    private var loading: LoadingTicket?
    private var rejection: [Finding]?

    init(taker: FileTaker, pending: PendingFile, opened: OpenFile) {
        self.taker = taker
        self.pending = pending
        self.opened = opened
        judge = FileJudge(
            catalog: taker.settings.catalog, fileName: pending.source.name,
            limits: taker.settings.limits,
            nowMilliseconds: taker.system.realtimeMicroseconds() / 1000, cache: taker.plans)
        chunk = taker.pool.take()
        buffer = [UInt8](
            repeating: 0, count: min(FileTaker.blockBytes, opened.identity.size + 1))
    }

    /// Reads to the end and delivers; on every other way out nothing is kept.
    mutating func run(
        progress: TakeProgress, isCancelled: () -> Bool, started: UInt64
    ) throws(SystemError) -> TakeOutcome {
        do {
            var isFinal = false
            while !isFinal {
                if isCancelled() { return giveUp(.cancelled) }
                if loading?.hasFailed == true { return giveUp(.reported) }
                if pending.confirmation?.isRefused == true { return giveUp(.changed) }
                let count = try readBlock()
                isFinal = count == 0
                progress.add(bytes: count)
                if rejection == nil { judgeBlock(isFinal: isFinal) }
            }
            if let confirmation = pending.confirmation, !confirmation.wait() {
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

    /// Appends a block to the buffer and the hash; 0 at the end of the file.
    private mutating func readBlock() throws(SystemError) -> Int {
        makeRoom()
        let count = try taker.system.read(opened.descriptor, into: &buffer, at: filled)
        hash.update(buffer, filled..<filled + count)
        filled += count
        bytesRead += count
        return count
    }

    /// Moves the rest that the judge has not consumed to the front; grows the buffer when that rest fills it.
    private mutating func makeRoom() {
        if rejection != nil { consumed = filled }
        if consumed > 0 {
            let rest = filled - consumed
            for index in 0..<rest { buffer[index] = buffer[consumed + index] }
            filled = rest
            consumed = 0
        }
        if buffer.count - filled < FileTaker.blockBytes / 4, filled > 0 {
            buffer.append(contentsOf: repeatElement(0, count: FileTaker.blockBytes))
        }
    }

    private mutating func judgeBlock(isFinal: Bool) {
        while true {
            let step = Self.judge(
                &judge, buffer, consumed..<filled, isFinal: isFinal, into: chunk)
            consumed += step.consumed
            switch step.progress {
            case .needsInput, .finished: return
            case .headerRead: continue
            case .chunkFull: passOn()
            case .rejected(let findings):
                rejection = findings
                return
            }
        }
    }

    /// A span of the buffer may not live while `self` is changed, so the two come as arguments.
    private static func judge(
        _ judge: inout FileJudge, _ buffer: borrowing [UInt8], _ range: Range<Int>, isFinal: Bool,
        into chunk: RecordChunk
    ) -> FileJudge.Step {
        judge.read(buffer.span.extracting(range), isFinal: isFinal, into: chunk)
    }

    /// A full chunk: kept while the file may still fit in memory, else written in steps.
    private mutating func passOn() {
        guard let dataset = judge.dataset else { return }
        let schema = chunk.schema
        full.append(chunk)
        if loading == nil, full.count > FileTaker.chunksAtOnce {
            let ticket = LoadingTicket(
                pending: pending, dataset: dataset, header: judge.header)
            taker.committer.begin(ticket)
            loading = ticket
        }
        if let loading {
            for chunk in full { taker.committer.append(chunk, to: loading) }
            full.removeAll(keepingCapacity: true)
        }
        chunk = taker.pool.take(for: schema)
    }

    /// True when the file is still what it was when it was opened, and every byte of it was read.
    private func isUnchanged() throws(SystemError) -> Bool {
        let now = try taker.system.information(of: opened.descriptor).identity
        return now.isSameContent(as: opened.identity) && bytesRead == now.size
            && !taker.system.writerHasOpen(opened.descriptor)
    }

    private mutating func deliver(started: UInt64) {
        if rejection == nil, taker.settings.isStrict, let finding = judge.strictFinding {
            rejection = [finding]
        }
        let verdict: TakenFile.Verdict
        if let findings = rejection {
            verdict = .rejected(findings, chunks: full + [chunk])
        } else {
            verdict = .accepted(full + [chunk])
        }
        taker.committer.submit(
            TakenFile(
                pending: pending, identity: opened.identity, sha256: hash.finish(),
                dataset: judge.dataset, header: judge.header, verdict: verdict,
                counts: judge.counts, loading: loading,
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
        taker.pool.give(back: chunk)
        for chunk in full { taker.pool.give(back: chunk) }
        full.removeAll()
    }
}
