/// Judges a file while it is read: bytes in, rows, held records and partial aggregates out.
///
/// Pure and streaming: the caller owns the buffer and the chunks. A judge belongs to one file and one worker. It keeps no
/// bytes of the file beyond its header, so the caller must be able to hold one record of the greatest length plus a block.
/// Parts of a file that ``RecordSplitter`` has cut may be judged by several judges, see ``twin()`` and ``move(to:counts:)``.
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
        case ended(RecordEngine?)
    }

    /// What was counted so far; complete once the file is finished.
    package private(set) var counts = JudgeCounts()
    /// The header's bytes without byte-order mark and line end; empty until it is read. Also when it does not bind.
    package private(set) var header: [UInt8] = []
    /// The dataset by which the file is judged; nil until the header is read, and for a file without a usable one.
    package private(set) var dataset: Dataset?
    /// The columns of its rows; nil until the header is read.
    package private(set) var schema: RowSchema?
    /// Which columns the fields are read from; nil until the header is read.
    package private(set) var binding: HeaderBinding?

    /// Sizes past which records and the file are refused.
    package let limits: JudgeLimits
    private let fileName: [UInt8]
    private let nowMilliseconds: Int64?
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
        self.fileName = fileName
        self.nowMilliseconds = nowMilliseconds
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
            state = .ended(nil)
            let step = engine.read(
                bytes, isFinal: isFinal, into: &chunk.contents, counts: &counts)
            switch step.progress {
            case .needsInput, .chunkFull, .headerRead: state = .records(engine)
            case .finished, .rejected: state = .ended(engine)
            }
            return step
        case .ended:
            return Step(consumed: bytes.count, progress: .finished)
        }
    }

    /// Where the next record starts; nil until the header is read and after the file is refused for it.
    package var place: RecordPlace? { engine?.place }

    /// True when the bytes consumed end inside a record that is too long to be kept.
    package var isSkipping: Bool { engine?.isSkipping ?? false }

    /// Where the file may be cut; nil until the header is read.
    package var splitter: RecordSplitter? {
        dataset.map { RecordSplitter(dialect: $0.dialect, limits: limits.record) }
    }

    private var engine: RecordEngine? {
        switch state {
        case .header: nil
        case .records(let engine): engine
        case .ended(let engine): engine
        }
    }

    /// Goes on at another place between two records of the file, as if `counts` had been counted before it.
    ///
    /// The bytes given from there on may be judged as final wherever ``RecordSplitter`` has cut them.
    package mutating func move(to place: RecordPlace, counts: JudgeCounts = JudgeCounts()) {
        guard var engine else { return }
        engine.move(to: place)
        state = .records(engine)
        self.counts = counts
    }

    /// A judge of the same file for another thread, which shares nothing that is not safe to share; costs some 60 µs.
    ///
    /// Only after the header is read; see ``move(to:counts:)``.
    package func twin() -> FileJudge {
        var twin = self
        guard let dataset, let binding, let engine else { return twin }
        let plan = RecordPlan(
            dataset, binding, fileName: fileName, nowMilliseconds: nowMilliseconds)
        guard let plan else { return twin }
        twin.state = .records(engine.twin(plan: plan))
        return twin
    }

    private mutating func readHeader(
        _ bytes: borrowing Span<UInt8>, isFinal: Bool, into chunk: RecordChunk
    ) -> Step {
        switch headerReader.read(bytes, isFinal: isFinal) {
        case .needsInput(let consumed):
            return Step(consumed: consumed, progress: .needsInput)
        case .refused(let findings, let judgedBy):
            dataset = judgedBy
            header = headerReader.refusedHeader
            state = .ended(nil)
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
