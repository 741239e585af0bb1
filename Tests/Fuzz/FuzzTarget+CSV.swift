internal import SluiceCore

extension FuzzTarget {
    /// A file read as a whole and in pieces is judged alike; rows and held records are those read.
    ///
    /// The first byte says whether a header goes before the rest, and how long a piece is.
    static let csv = FuzzTarget(name: "csv") { bytes in
        guard let first = bytes.first else { return nil }
        let rest = Array(bytes.dropFirst())
        let text = first & 1 == 0 ? rest : Array(header.utf8) + rest
        let whole = Judgement(of: text, pieces: text.count + 1)
        let parts = Judgement(of: text, pieces: Int(first >> 1) + 1)
        return whole.fault ?? parts.fault
            ?? (whole == parts ? nil : "in pieces \(parts), as a whole \(whole)")
    }

    private static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
        + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
        + "mental_health_status\n"
}

/// Everything about a file's judgement that must not depend on how it was read.
private struct Judgement: Equatable {
    var rows: [UInt32] = []
    var times: [Int64] = []
    var held: [HeldRecord] = []
    var rejection: [FindingCode]?
    var stored = 0
    var records = 0
    /// What is wrong with it on its own.
    var fault: String?

    /// Reads bytes in pieces of so many, or more where a record needs more.
    init(of bytes: [UInt8], pieces size: Int) {
        var judge = FileJudge(catalog: DatasetCatalog(), fileName: Array("fuzz.csv".utf8))
        let chunk = RecordChunk(schema: Dataset.university.schema)
        var (start, end) = (0, min(size, bytes.count))
        while true {
            let isFinal = end == bytes.count
            let step = judge.read(
                bytes.span.extracting(start..<end), isFinal: isFinal, into: chunk)
            start += step.consumed
            switch step.progress {
            case .headerRead: if let schema = judge.schema { chunk.reset(for: schema) }
            case .chunkFull: keep(chunk, of: judge)
            case .needsInput:
                if isFinal {
                    fault = "wants more than the whole file"
                    return
                }
                end = min(end + size, bytes.count)
            case .rejected(let findings):
                rejection = findings.map(\.code)
                return
            case .finished:
                keep(chunk, of: judge)
                (stored, records) = (judge.counts.stored, judge.counts.records)
                if rows.count != stored { fault = "\(rows.count) rows, \(stored) counted" }
                if rows.count + held.count != records { fault = "records are lost" }
                return
            }
        }
    }

    private mutating func keep(_ chunk: RecordChunk, of judge: FileJudge) {
        rows += chunk.lines
        times += chunk.timestamps
        held += chunk.held
        if let schema = judge.schema { chunk.reset(for: schema) }
    }
}
