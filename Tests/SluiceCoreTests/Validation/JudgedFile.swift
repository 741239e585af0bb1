import SluiceCore
import Testing

/// A file judged from memory, block by block as a parse worker would do it.
struct JudgedFile {
    /// One stored row, readable.
    struct Row: Equatable {
        let line: Int
        let milliseconds: Int64
        let fraction: UInt64
        let location: [UInt8]
        let cells: [CellValue]
    }

    var rows: [Row] = []
    var held: [HeldRecord] = []
    var soft: [SoftFinding] = []
    var rejection: [Finding]?
    var chunkSizes: [Int] = []
    var partials: [String: [MetricStatistics]] = [:]
    private(set) var judge: FileJudge

    /// Codes of the findings of every held record, by line.
    var codes: [Int: [String]] {
        Dictionary(uniqueKeysWithValues: held.map { ($0.line, $0.findings.map(\.code.rawValue)) })
    }

    /// Judges bytes given in blocks of a size.
    init(
        _ bytes: [UInt8], name: String = "sample.csv", catalog: DatasetCatalog = DatasetCatalog(),
        blockSize: Int = 1 << 18, limits: JudgeLimits = JudgeLimits(), now: Int64? = nil
    ) {
        judge = FileJudge(
            catalog: catalog, fileName: Array(name.utf8), limits: limits, nowMilliseconds: now)
        let chunk = RecordChunk(schema: Dataset.university.schema)
        var pending: [UInt8] = []
        var taken = 0
        var isRunning = true
        while isRunning {
            let block = bytes[taken..<min(taken + blockSize, bytes.count)]
            pending += block
            taken += block.count
            let isFinal = taken == bytes.count
            var wantsInput = false
            while !wantsInput && isRunning {
                let step = judge.read(pending.span, isFinal: isFinal, into: chunk)
                pending.removeFirst(step.consumed)
                switch step.progress {
                case .needsInput:
                    wantsInput = true
                    #expect(!isFinal, "the judge asks for input behind the end")
                    isRunning = !isFinal
                case .headerRead: break
                case .chunkFull:
                    add(chunk)
                    chunk.reset(for: chunk.schema)
                case .finished:
                    add(chunk)
                    isRunning = false
                case .rejected(let findings):
                    rejection = findings
                    isRunning = false
                }
            }
        }
    }

    /// Judges a text.
    init(_ text: String, name: String = "sample.csv", catalog: DatasetCatalog = DatasetCatalog()) {
        self.init(Array(text.utf8), name: name, catalog: catalog)
    }

    private mutating func add(_ chunk: RecordChunk) {
        chunkSizes.append(chunk.recordCount)
        held += chunk.held
        soft += chunk.softFindings
        for row in 0..<chunk.count { rows.append(Self.row(row, of: chunk)) }
        let metrics = chunk.schema.metrics.count
        for (slot, key) in chunk.partials.keys.enumerated() {
            let place = String(
                decoding: chunk.locationNames[Int(key.location)], as: UTF8.self)
            let name = "\(place)@\(key.hour)"
            let new = Array(chunk.partials.statistics[(slot * metrics)..<((slot + 1) * metrics)])
            guard var old = partials[name] else {
                partials[name] = new
                continue
            }
            for metric in 0..<metrics { old[metric].add(new[metric]) }
            partials[name] = old
        }
    }

    private static func row(_ row: Int, of chunk: RecordChunk) -> Row {
        let columns = chunk.schema.columns
        let cells = columns.indices.map { column -> CellValue in
            let cell = chunk.cells[row * columns.count + column]
            let word = chunk.nulls[row * chunk.nullWords + column / 64]
            if word >> UInt64(column % 64) & 1 == 1 { return .missing }
            switch columns[column].kind {
            case .real: return .number(Double(bitPattern: cell))
            case .integer: return .integer(Int64(bitPattern: cell))
            case .text:
                let start = Int(cell >> 32)
                return .text(Array(chunk.text[start..<(start + Int(cell & 0xFFFF_FFFF))]))
            }
        }
        return Row(
            line: Int(chunk.lines[row]), milliseconds: chunk.timestamps[row],
            fraction: chunk.fractions[row],
            location: chunk.locationNames[Int(chunk.locations[row])], cells: cells)
    }
}
