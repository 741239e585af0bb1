internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// Judges a file of the archive once more from its first byte to its last, on the thread that asks.
struct HeldFileReading {
    private static let blockBytes = 256 << 10

    /// The file, open at its beginning.
    let file: FileDescriptor
    /// The way to the kernel.
    let system: System
    /// What judges it.
    var judge: FileJudge
    /// What it was when it was taken; empty when that is not known.
    private let sha256: [UInt8]
    private var hash = Sha256()
    private var buffer: [UInt8] = []
    private var start = 0
    private var filled = 0
    private var isAtEnd = false

    /// A reading that has not begun, of a file whose content is to have a hash.
    init(file: FileDescriptor, system: System, judge: FileJudge, sha256: [UInt8]) {
        self.file = file
        self.system = system
        self.judge = judge
        self.sha256 = sha256
    }

    /// Puts another header in the place of the file's own; answers why that cannot be judged either, nil when it can.
    mutating func replaceHeader(by header: [UInt8]) throws(SystemError) -> [Finding]? {
        let line = header + [UInt8(ascii: "\n")]
        let chunk = RecordChunk(schema: RowSchema(dataset: "", columns: []))
        let step = judge.read(line.span, isFinal: true, into: chunk)
        if case .rejected(let findings) = step.progress { return findings }
        guard let dialect = judge.dataset?.dialect else { return [Self.unfinished] }
        // The old header is passed over as the dialect of the new dataset reads it.
        var preamble = FilePreamble()
        while true {
            try fill()
            switch preamble.read(
                buffer.span.extracting(start..<filled), isFinal: isAtEnd)
            {
            case .needsInput(let consumed): start += consumed
            case .refused(let finding): return [finding]
            case .ready(let skipped):
                start += skipped
                return try passHeader(dialect, preamble)
            }
        }
    }

    private mutating func passHeader(
        _ dialect: Dialect, _ preamble: FilePreamble
    ) throws(SystemError) -> [Finding]? {
        var scanner = RecordScanner(
            dialect: dialect, limits: judge.limits.record, byteOffset: preamble.byteOffset,
            line: preamble.line)
        var layout = RecordLayout(limits: judge.limits.record)
        while true {
            var offset = start
            let result = scanner.next(
                in: buffer.span.extracting(0..<filled), at: &offset, isFinal: isAtEnd, into: &layout
            )
            start = offset
            switch result {
            case .needsInput: try fill()
            case .end: return [Self.unfinished]
            case .record:
                judge.move(
                    to: RecordPlace(line: scanner.line, byteOffset: scanner.byteOffset))
                return nil
            }
        }
    }

    /// Reads and judges to the end, handing chunks over. Throws `refused` when the content is not the one that was taken.
    mutating func run(
        _ visit: (RecordChunk) throws(StoreError) -> Void
    ) throws(StoreError) -> FileContents.End {
        let chunk = RecordChunk(schema: judge.schema ?? RowSchema(dataset: "", columns: []))
        while true {
            // Borrowed as a whole: the judge, a part of this value too, changes meanwhile.
            let bytes = buffer
            let step = judge.read(
                bytes.span.extracting(start..<filled), isFinal: isAtEnd, into: chunk)
            start += step.consumed
            switch step.progress {
            case .headerRead: continue
            case .rejected(let findings): return .refused(findings)
            case .chunkFull:
                try visit(chunk)
                chunk.reset(for: chunk.schema)
            case .needsInput:
                do throws(SystemError) { try fill() } catch {
                    throw StoreError(.io, error.description)
                }
            case .finished:
                if chunk.recordCount > 0 { try visit(chunk) }
                guard let dataset = judge.dataset else { return .refused([Self.unfinished]) }
                guard sha256.isEmpty || hash.finish() == sha256 else {
                    throw StoreError(
                        .refused,
                        "what lies in its place is not the file that was taken: its content has changed"
                    )
                }
                return .judged(dataset: dataset, header: judge.header)
            }
        }
    }

    private static let unfinished = Finding(
        .header, rule: "header", message: "the header is not complete")

    /// Reads a block more behind what is not judged yet.
    private mutating func fill() throws(SystemError) {
        guard !isAtEnd else { return }
        if start > 0 {
            buffer.removeSubrange(0..<start)
            filled -= start
            start = 0
        }
        if buffer.count < filled + Self.blockBytes {
            buffer += [UInt8](repeating: 0, count: filled + Self.blockBytes - buffer.count)
        }
        let count = try system.read(file, into: &buffer, at: filled)
        hash.update(buffer, filled..<filled + count)
        filled += count
        isAtEnd = count == 0
    }
}
