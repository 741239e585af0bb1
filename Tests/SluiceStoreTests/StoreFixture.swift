internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit

/// A store in a directory of its own, and schemas and files for it.
final class StoreFixture {
    static let university = RowSchema(
        dataset: "university",
        columns: [
            .init(name: "temperature_celsius", kind: .real, isMetric: true),
            .init(name: "humidity_percent", kind: .real, isMetric: true),
            .init(name: "air_quality_index", kind: .integer, isMetric: true),
            .init(name: "noise_level_db", kind: .real, isMetric: true),
            .init(name: "lighting_lux", kind: .real, isMetric: true),
            .init(name: "crowd_density", kind: .integer, isMetric: true),
            .init(name: "stress_level", kind: .integer, isMetric: true),
            .init(name: "sleep_hours", kind: .real, isMetric: true),
            .init(name: "mood_score", kind: .real, isMetric: true),
            .init(name: "mental_health_status", kind: .integer, isMetric: false),
        ])

    let directory: TemporaryDirectory
    let path: [UInt8]
    private(set) var store: Store
    private var hashes: UInt8 = 0

    init(_ schema: RowSchema? = StoreFixture.university) throws {
        directory = try TemporaryDirectory()
        path = Array(directory.path(of: "store/sluice.db").utf8)
        store = try Store(path: path)
        if let schema { try store.register(schema) }
    }

    /// Closes the store and opens it anew.
    func reopen() throws {
        store.close()
        store = try Store(path: path)
    }

    /// Gives the database pages of another size, as one of an earlier version has.
    func repage(bytes: Int) throws {
        store.close()
        let connection = try Connection(path: path, access: .writing)
        try connection.execute(
            "PRAGMA journal_mode = DELETE; PRAGMA page_size = \(bytes); VACUUM;")
        connection.close()
        store = try Store(path: path)
    }

    /// A file with the counts of its chunks and a hash of its own.
    func file(_ name: String, _ chunks: [RecordChunk] = [], dataset: String = "university")
        -> FileRow
    {
        hashes += 1
        var file = FileRow(
            name: Array(name.utf8), dataset: dataset, dataSource: dataset, sizeBytes: 100_000,
            sha256: Array(repeating: hashes, count: 32), discoveredAt: 1_700_000_000_000_000)
        file.stored = chunks.reduce(0) { $0 + $1.count }
        file.quarantined = chunks.reduce(0) { $0 + $1.held.count }
        file.records = file.stored + file.quarantined
        return file
    }

    /// Stores one file in a group of its own.
    @discardableResult
    func add(_ name: String, _ chunks: [RecordChunk], dataset: String = "university") throws
        -> Int64
    {
        try store.beginGroup(now: 1_700_000_001_000_000)
        let id = try store.addFile(file(name, chunks, dataset: dataset), chunks: chunks)
        try store.commitGroup()
        return id
    }

    /// The rows of a query on a connection of its own, cells as text, NULL as "NULL".
    func rows(_ sql: String) throws -> [[String]] {
        let connection = try Connection(path: path, access: .reading)
        defer { connection.close() }
        return try Self.rows(sql, connection)
    }

    static func rows(_ sql: String, _ connection: Connection) throws -> [[String]] {
        let statement = try Statement(connection, sql)
        var result: [[String]] = []
        while try statement.step() {
            result.append(
                (0..<statement.columnCount).map { statement.optionalText($0) ?? "NULL" })
        }
        return result
    }

    /// A row of university cells derived from a number.
    static func cells(_ seed: Int) -> [ChunkMaker.Cell] {
        let wave = Double((seed * 7919) % 1000) / 7
        return [
            .real(20 + wave / 13), seed % 5 == 0 ? .null : .real(40 + wave / 10),
            .integer(Int64(seed % 180)),
            .real(30 + wave / 3), .real(100.25 + Double(seed % 9)), .integer(Int64(seed % 90)),
            .integer(Int64(seed % 100)), .real(Double(seed % 2400) / 100),
            .real(Double(seed % 50) / 10),
            .integer(Int64(seed % 2)),
        ]
    }

    /// A chunk of university rows: one a second, so many locations.
    static func chunk(
        rows: Int, from line: Int = 2, ms: Int64 = 1_714_550_400_000, step: Int64 = 1_000,
        locations: Int = 5
    ) -> RecordChunk {
        let maker = ChunkMaker(university)
        for row in 0..<rows {
            maker.row(
                line: line + row, ms: ms + Int64(row) * step, location: "\(101 + row % locations)",
                cells(line + row))
        }
        return maker.chunk
    }
}
