import Dispatch
import SluiceCore
import SluicePipeline
import SluiceSystem
import SluiceTestKit

/// Everything that judging a file gave, to be compared.
struct JudgedChunks: Equatable {
    /// One stored row.
    struct Row: Equatable {
        let line: UInt32
        let milliseconds: Int64
        let location: [UInt8]
        let cells: [UInt64]
        let nulls: UInt64
    }

    private(set) var rows: [Row] = []
    private(set) var held: [HeldRecord] = []
    private(set) var statistics: [[MetricStatistics]] = []
    private(set) var counts = JudgeCounts()
    private(set) var rejection: [Finding]?
    private(set) var bytesRead = 0
    private(set) var digest: [UInt8]?

    /// Judges a file in blocks.
    init(
        _ path: [UInt8], _ limits: JudgeLimits, _ blockBytes: Int, _ blockLines: Int,
        helpers: DispatchQueue?, chunks: Int = 3
    ) throws {
        let system = System()
        let file = try system.openForReading(path: path)
        let pool = ChunkPool(size: chunks)
        var judging = FileJudging(
            system: system, file: file, size: try system.information(of: file).identity.size,
            judge: Self.judge(limits), pool: pool, hashes: true, helpers: helpers,
            blockBytes: blockBytes, blockLines: blockLines)
        reading: while true {
            switch try judging.next() {
            case .read: break
            case .chunk(let chunk):
                add(chunk)
                pool.give(back: chunk)
            case .rejected(let findings): rejection = findings
            case .finished: break reading
            }
        }
        counts = judging.counts
        bytesRead = judging.bytesRead
        digest = judging.digest()
    }

    /// Judges bytes in one piece.
    init(whole bytes: [UInt8], _ limits: JudgeLimits) {
        var judge = Self.judge(limits)
        let chunk = RecordChunk(schema: Dataset.university.schema)
        var consumed = 0
        reading: while true {
            let step = judge.read(
                bytes.span.extracting(consumed..<bytes.count), isFinal: true, into: chunk)
            consumed += step.consumed
            switch step.progress {
            case .headerRead: continue
            case .chunkFull:
                add(chunk)
                chunk.reset(for: chunk.schema)
            case .rejected(let findings):
                add(chunk)
                rejection = findings
                break reading
            case .finished, .needsInput:
                add(chunk)
                break reading
            }
        }
        counts = judge.counts
    }

    private static func judge(_ limits: JudgeLimits) -> FileJudge {
        FileJudge(
            catalog: DatasetCatalog(), fileName: Array("file.csv".utf8), limits: limits)
    }

    private mutating func add(_ chunk: RecordChunk) {
        let width = chunk.schema.columns.count
        for row in 0..<chunk.count {
            rows.append(
                Row(
                    line: chunk.lines[row], milliseconds: chunk.timestamps[row],
                    location: chunk.locationNames[Int(chunk.locations[row])],
                    cells: Array(chunk.cells[row * width..<(row + 1) * width]),
                    nulls: chunk.nulls[row]))
        }
        held += chunk.held
        statistics.append(chunk.partials.statistics)
    }
}
