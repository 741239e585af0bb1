package import Dispatch

package import SluiceCore
package import SluiceSystem

/// The loop between kernel, hash and judges: one reading of one file, which hands out its chunks in file order.
///
/// The file is cut between records into blocks of up to 896 KiB and 8 000 lines, each of which fills one chunk, mostly. With
/// helpers, up to ``blocksAhead`` blocks are judged at the same time; without them, the same blocks one after the other. So
/// chunks, findings and counts are the same bit for bit, however many threads there are. Memory is bounded by the blocks
/// under way, each as large as the longest record at most plus a block, and their chunks.
package struct FileJudging {
    /// What a call of ``next()`` did.
    package enum Step {
        /// So many bytes were read; 0 at the end of the file.
        case read(Int)
        /// A chunk is judged; it belongs to the caller, who gives it back to the pool.
        case chunk(RecordChunk)
        /// The file as a whole is refused. From now on it is only read and hashed.
        case rejected([Finding])
        /// The file is read to its end and everything was handed out.
        case finished
    }

    /// Blocks that are under way at once when there are helpers.
    package static let blocksAhead = 3
    /// Bytes of a block, unless a record is longer: rows of 117 bytes fill a chunk.
    static let blockBytes = 896 << 10
    /// Bytes asked of the kernel at once, and hashed while they are in the cache.
    private static let readBytes = 256 << 10
    /// Lines of a block; a splitter adds 15, and with 8192 records a chunk is full.
    private static let blockLines = RecordChunk.capacity - 32

    /// What was counted in the chunks handed out so far.
    package private(set) var counts = JudgeCounts()
    /// Bytes read so far.
    package private(set) var bytesRead = 0
    /// The judge of the header: dataset, schema and header once they are known.
    package private(set) var judge: FileJudge

    private let system: System
    private let file: FileDescriptor
    private let pool: ChunkPool
    private let stock: BlockStock?
    private let helpers: DispatchQueue?
    private let blockSize: Int
    private let lineLimit: Int
    private var hash: Sha256?
    private var splitter: RecordSplitter?
    /// The block that is being filled, and its first byte that belongs to no block before it.
    private var filling: JudgeBlock
    private var start = 0
    /// Where that byte lies in the file.
    private var place = RecordPlace()
    /// The judge of a record that is too long for one block.
    private var skipping: FileJudge?
    /// The chunk that the header was read with.
    private var firstChunk: RecordChunk?
    private var underWay: [JudgeBlock] = []
    private var spare: [JudgeBlock] = []
    private var isAtEnd = false
    private var hasBegun = false
    private var rejection: [Finding]?
    private var isRejected = false

    /// A reading of an open file of some size from its first byte.
    ///
    /// `helpers` is a queue whose threads may judge besides the caller's; `blockBytes` and `blockLines` are for tests.
    package init(
        system: System, file: FileDescriptor, size: Int, judge: FileJudge, pool: ChunkPool,
        hashes: Bool = false, helpers: DispatchQueue? = nil, stock: BlockStock? = nil,
        blockBytes: Int? = nil, blockLines: Int? = nil
    ) {
        self.system = system
        self.file = file
        self.judge = judge
        self.pool = pool
        // Blocks of a stock cut no file otherwise than smaller ones: what is smaller than a block is one block.
        blockSize =
            stock == nil
            ? min(blockBytes ?? Self.blockBytes, max(size, 0) + 1) : Self.blockBytes
        self.helpers = size > blockSize ? helpers : nil
        lineLimit = blockLines ?? Self.blockLines
        hash = hashes ? Sha256() : nil
        self.stock = stock
        filling = stock?.take() ?? JudgeBlock(bytes: blockSize)
    }

    /// The SHA-256 of the bytes read; nil unless it was asked for. Once, at the end.
    package mutating func digest() -> [UInt8]? { hash?.finish() }

    /// Goes one step on. Blocks: on reading, on judging, and while no chunk is free.
    package mutating func next() throws(SystemError) -> Step {
        while true {
            if let findings = rejection {
                rejection = nil
                stop()
                isRejected = true
                return .rejected(findings)
            }
            if isRejected {
                guard hash != nil, !isAtEnd else { return .finished }
                filling.filled = 0
                return .read(try readOnce())
            }
            if mayRunAhead {
                if !isAtEnd && filling.filled < filling.buffer.count {
                    return .read(try readOnce())
                }
                if cut() { continue }
            }
            guard let block = underWay.first else { return .finished }
            return .chunk(chunk(of: block))
        }
    }

    /// Ends the reading before its end: waits for helpers and gives the chunks back.
    package mutating func stop() {
        for block in underWay {
            guard let chunk = block.chunk else { continue }  // not on offer
            block.withdraw()
            pool.give(back: chunk)
        }
        underWay.removeAll()
        if let chunk = firstChunk { pool.give(back: chunk) }
        firstChunk = nil
    }

    /// Gives the blocks back to the stock; the last thing that is done with a reading.
    package mutating func end() {
        stock?.give(back: spare + [filling])
        spare.removeAll()
    }

    private var mayRunAhead: Bool {
        if underWay.first?.isOpen == true { return false }
        return underWay.count < (helpers == nil ? 1 : Self.blocksAhead)
    }

    private mutating func readOnce() throws(SystemError) -> Int {
        let first = filling.filled
        let count = try system.read(
            file, into: &filling.buffer, at: first, atMost: Self.readBytes)
        hash?.update(filling.buffer, first..<first + count)
        filling.filled += count
        bytesRead += count
        isAtEnd = count == 0
        return count
    }
}

/// Cutting the file into blocks.
extension FileJudging {
    /// Cuts a block from the bytes read and offers it, or makes room for more; false when neither can be done now.
    private mutating func cut() -> Bool {
        guard splitter != nil || readHeader() else { return true }
        // A record that is skipped ends with the file, if not before.
        guard start < filling.filled || !hasBegun || skipping != nil else { return false }
        let part = wholeRecords()
        if part.bytes == 0 && start < filling.filled || skipping != nil {
            return cutOpen()
        }
        guard let chunk = takeChunk() else { return false }
        let block = filling
        block.isOpen = false
        block.isFinal = true
        if block.judge == nil { block.judge = helpers == nil ? judge : judge.twin() }
        block.begin(start..<start + part.bytes, at: place, chunk: chunk)
        block.rewind()
        underWay.append(block)
        hasBegun = true
        place.line += part.lines
        place.byteOffset += part.bytes
        moveRest(of: block, from: block.whole.upperBound)
        block.offer(to: helpers)
        return true
    }

    /// Cuts a block that begins or ends inside a record too long for the limit, once everything before it is handed out.
    private mutating func cutOpen() -> Bool {
        let longest = judge.limits.record.recordBytes + 2
        if skipping == nil && filling.filled - start <= longest {
            makeRoom()
            return true
        }
        guard underWay.isEmpty, let chunk = takeChunk() else { return false }
        let block = filling
        block.isOpen = true
        block.isFinal = isAtEnd
        block.begin(start..<block.filled, at: place, chunk: chunk)
        block.judge = skipping ?? judge
        if skipping == nil { block.rewind(counts: counts) }
        block.countsAll = true
        underWay.append(block)
        hasBegun = true
        block.offer(to: nil)
        return true
    }

    private mutating func wholeRecords() -> RecordSplitter.Part {
        guard var splitter, skipping == nil else { return RecordSplitter.Part() }
        self.splitter = nil  // moved out and back, so that its buffer is not copied
        defer { self.splitter = splitter }
        let bytes = filling.buffer
        return splitter.wholeRecords(
            in: bytes.span.extracting(start..<filling.filled), lines: lineLimit, isFinal: isAtEnd)
    }

    /// Reads the header from the first block; false when it is not complete or the file is refused.
    private mutating func readHeader() -> Bool {
        let chunk = firstChunk ?? pool.take()
        firstChunk = chunk
        let step = JudgeBlock.judge(
            &judge, filling.buffer, start..<filling.filled, isFinal: isAtEnd, into: chunk)
        start += step.consumed
        switch step.progress {
        case .headerRead:
            splitter = judge.splitter
            place = judge.place ?? place
            return true
        case .rejected(let findings):
            rejection = findings
        case .needsInput, .chunkFull, .finished:
            makeRoom()
        }
        return false
    }

    /// A chunk for a block that is to be judged; nil when one can be had only after another block is handed out.
    private mutating func takeChunk() -> RecordChunk? {
        guard let schema = judge.schema else { return nil }
        if let chunk = firstChunk {
            firstChunk = nil
            return chunk
        }
        return underWay.isEmpty ? pool.take(for: schema) : pool.takeIfFree(for: schema)
    }

    /// Makes room for more bytes of a record that is not complete.
    private mutating func makeRoom() {
        if start > 0 {
            moveRest(of: filling, from: start)
        } else {
            filling.buffer += [UInt8](repeating: 0, count: blockSize)
        }
    }

    /// Goes on filling: a spare block, which begins with the bytes behind the one that is cut off.
    private mutating func moveRest(of block: JudgeBlock, from first: Int) {
        let rest = first..<block.filled
        start = 0
        if rest.isEmpty && isAtEnd {
            start = block.filled
            return
        }
        let next = spare.popLast() ?? stock?.take() ?? JudgeBlock(bytes: blockSize)
        if next.buffer.count <= rest.count {
            next.buffer += [UInt8](repeating: 0, count: rest.count + 1 - next.buffer.count)
        }
        Self.copy(block.buffer, rest, to: &next.buffer)
        next.filled = rest.count
        filling = next
    }

    private static func copy(
        _ source: borrowing [UInt8], _ range: Range<Int>, to target: inout [UInt8]
    ) {
        let bytes = source.span.extracting(range)
        var room = target.mutableSpan
        for index in bytes.indices { room[index] = bytes[index] }
    }
}

/// Handing out what was judged, in file order.
extension FileJudging {
    /// The next chunk of the block that is first in the file; the block is done when nothing is left of it.
    private mutating func chunk(of block: JudgeBlock) -> RecordChunk {
        let chunk: RecordChunk
        if let taken = block.chunk {
            chunk = taken
            block.finish()
        } else {
            chunk = anyChunk(for: block)
            block.chunk = chunk
            block.run()
        }
        var counted = block.judge?.counts ?? JudgeCounts()
        if !block.countsAll && counts.held + counted.held > judge.limits.heldRecords {
            // The judge did not know how many are held before; the record that is too many lies in this block.
            chunk.reset(for: chunk.schema)
            block.rewind(counts: counts)
            block.run()
            counted = block.judge?.counts ?? counted
        }
        if block.countsAll { counts = counted } else { counts.add(counted) }
        block.chunk = nil
        switch block.progress {
        case .rejected(let findings):
            underWay.removeFirst()
            rejection = findings
        case .chunkFull:
            let place = block.judge?.place ?? block.place
            block.judge?.move(to: place, counts: counts)
            block.countsAll = true
        case .needsInput, .finished, .headerRead:
            underWay.removeFirst()
            if block.isOpen { close(block) }
            // A block that had to grow is not used again, so that the cuts depend on the bytes alone.
            if block !== filling && block.buffer.count == blockSize { spare.append(block) }
        }
        return chunk
    }

    /// Goes on behind an open block from where its judge stopped.
    private mutating func close(_ block: JudgeBlock) {
        place = block.judge?.place ?? place
        skipping = block.judge?.isSkipping == true ? block.judge : nil
        block.judge = nil  // no twin: it must not go to a helper
        moveRest(of: block, from: block.rest.lowerBound)
    }

    /// A chunk for the first block, which needs a further one: a free one, or that of the last block, which starts anew.
    ///
    /// The first block must not wait for chunks that the blocks behind it hold.
    private mutating func anyChunk(for block: JudgeBlock) -> RecordChunk {
        let schema = judge.schema ?? RowSchema(dataset: "", columns: [])
        if let chunk = pool.takeIfFree(for: schema) { return chunk }
        guard let last = underWay.last(where: { $0 !== block && $0.chunk != nil }),
            let chunk = last.chunk
        else { return pool.take(for: schema) }
        last.withdraw()
        last.chunk = nil
        last.rewind()
        chunk.reset(for: schema)
        return chunk
    }
}
