internal import SluiceApp
internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// A temporary station, whose database is filled without the pipeline.
struct TestStation {
    static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
        + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
        + "mental_health_status\n"

    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        _ = try StationLayout(system: System()).make(at: directory.pathBytes)
    }

    /// A good record at a minute.
    static func record(minute: Int, mood: String = "3.5") -> String {
        let time = "2024-05-01 00:\(minute < 10 ? "0" : "")\(minute):00"
        return "\(time),Library,21.5,40,55,42.5,300,12,30,7.5,\(mood),0\n"
    }

    /// Judges a text and stores it as a file, as the pipeline would.
    func store(_ text: String, as name: String) throws {
        var judge = FileJudge(catalog: DatasetCatalog(), fileName: Array(name.utf8))
        let chunk = RecordChunk(schema: Dataset.university.schema)
        let bytes = Array(text.utf8)
        var consumed = 0
        reading: while true {
            let step = judge.read(
                bytes.span.extracting(consumed..<bytes.count), isFinal: true, into: chunk)
            consumed += step.consumed
            switch step.progress {
            case .finished: break reading
            case .headerRead, .needsInput, .chunkFull: continue
            case .rejected: return
            }
        }
        let store = try Store(path: Array(directory.path(of: "data/store/sluice.db").utf8))
        defer { store.close() }
        try store.register(Dataset.university.schema)
        try store.beginGroup(now: 1_714_521_600_000_000)
        var hash = Sha256()
        hash.update(bytes, 0..<bytes.count)
        var row = FileRow(
            name: Array(name.utf8), dataset: "university", dataSource: "university",
            sizeBytes: bytes.count, sha256: hash.finish(), discoveredAt: 1_714_521_500_000_000)
        row.header = judge.header
        row.records = judge.counts.records
        row.stored = judge.counts.stored
        row.quarantined = judge.counts.held
        _ = try store.addFile(row, chunks: [chunk])
        try store.commitGroup()
    }

    /// Runs a command line on this station.
    func run(_ line: String, _ output: TestOutput) -> ExitCode {
        output.run("--station \(directory.path) \(line)")
    }
}
