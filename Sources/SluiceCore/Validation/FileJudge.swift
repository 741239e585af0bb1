/// Judges a file while it is read: bytes in, rows, held records and partial aggregates out.
///
/// Pure and streaming: the caller owns the buffer and the chunks. A judge belongs to one file and one worker. It keeps no
/// bytes of the file beyond its header, so the caller must be able to hold one record of the greatest length plus a block.
package struct FileJudge {
    /// How far a call of ``read(_:isFinal:into:)`` came.
    package enum Progress {
        /// All complete records are judged: call again with the unconsumed bytes and more behind them.
        case needsInput
        /// ``dataset``, ``schema`` and ``header`` are known and the chunk was reset for the schema: call again.
        case headerRead
        /// The chunk is to be written: call again with an empty one.
        case chunkFull
        /// The file is judged to its end; the chunk may hold a last part.
        case finished
        /// The file as a whole is refused, with the code `HEADER`, `EMPTY`, `FORMAT` or `LIMIT`: nothing of it may be stored.
        case rejected([Finding])
    }

    /// What a call of ``read(_:isFinal:into:)`` did.
    package struct Step {
        /// How many bytes were judged; the next call starts after them.
        package let consumed: Int
        /// How far it came.
        package let progress: Progress
    }

    private enum State {
        case header
        case records(RecordEngine)
        case ended
    }

    /// What was counted so far; complete once the file is finished.
    package private(set) var counts = JudgeCounts()
    /// The header's bytes without byte-order mark and line end; empty until it is read.
    package private(set) var header: [UInt8] = []
    /// The dataset by which the file is judged; nil until the header is read, and for a file without a usable one.
    package private(set) var dataset: Dataset?
    /// The columns of its rows; nil until the header is read.
    package private(set) var schema: RowSchema?
    /// Which columns the fields are read from; nil until the header is read.
    package private(set) var binding: HeaderBinding?

    private let limits: JudgeLimits
    private var headerReader: HeaderReader
    private var state = State.header

    /// A judge for a file; `nowMilliseconds` is the clock for datasets that limit how far ahead a time may lie.
    ///
    /// A worker that judges file after file gives all its judges the same cache.
    package init(
        catalog: DatasetCatalog, fileName: [UInt8], limits: JudgeLimits = JudgeLimits(),
        nowMilliseconds: Int64? = nil, cache: PlanCache? = nil
    ) {
        self.limits = limits
        headerReader = HeaderReader(
            catalog: catalog, fileName: fileName, limits: limits, nowMilliseconds: nowMilliseconds,
            cache: cache)
    }

    /// Judges what is complete in `bytes`, which start at the first byte not yet consumed, into a chunk.
    ///
    /// `isFinal` says that nothing follows `bytes`. The chunk must be empty or the one of the last call.
    /// Time linear in what is consumed; a header or record cut by the end of `bytes` is looked at again by the next call.
    package mutating func read(
        _ bytes: borrowing Span<UInt8>, isFinal: Bool, into chunk: RecordChunk
    ) -> Step {
        switch state {
        case .header:
            return readHeader(bytes, isFinal: isFinal, into: chunk)
        case .records(var engine):
            // The engine is moved out and back, so that its buffers are not copied.
            state = .ended
            let step = engine.read(
                bytes, isFinal: isFinal, into: &chunk.contents, counts: &counts)
            switch step.progress {
            case .needsInput, .chunkFull, .headerRead: state = .records(engine)
            case .finished, .rejected: break
            }
            return step
        case .ended:
            return Step(consumed: bytes.count, progress: .finished)
        }
    }

    /// The finding that rejects the file in the mode `strict`; nil while no record is held.
    package var strictFinding: Finding? {
        guard counts.held > 0, let line = counts.firstHeldLine else { return nil }
        let records = Self.grouped(counts.records)
        let noun = counts.records == 1 ? "record" : "records"
        return Finding(
            .strict, rule: "strict",
            message: "\(Self.grouped(counts.held)) of \(records) \(noun) invalid, "
                + "first on line \(line)")
    }

    private mutating func readHeader(
        _ bytes: borrowing Span<UInt8>, isFinal: Bool, into chunk: RecordChunk
    ) -> Step {
        switch headerReader.read(bytes, isFinal: isFinal) {
        case .needsInput(let consumed):
            return Step(consumed: consumed, progress: .needsInput)
        case .refused(let findings, let judgedBy):
            dataset = judgedBy
            state = .ended
            return Step(consumed: bytes.count, progress: .rejected(findings))
        case .found(let found):
            dataset = found.plan.dataset
            schema = found.plan.schema
            binding = found.binding
            header = found.header
            chunk.reset(for: found.plan.schema)
            state = .records(
                RecordEngine(plan: found.plan, scanner: found.scanner, limits: limits))
            return Step(consumed: found.consumed, progress: .headerRead)
        }
    }

    /// A count with a space between groups of three digits, as people read it.
    package static func grouped(_ count: Int) -> String {
        var digits = Array(String(count))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(" ", at: index)
            index -= 3
        }
        return String(digits)
    }
}
