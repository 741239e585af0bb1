import Dispatch
import SluiceCore
import SluicePipeline
import SluiceSystem
import SluiceTestKit
import Testing

/// However a file is cut and however many threads judge it, the result is that of one judge who reads it in one piece.
@Suite struct FileJudgingTests {
    private static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
        + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
        + "mental_health_status"
    private static let row = "2024-05-01 08:00:00,104,24.3,62.9,67,54.4,323.0,45,23,7.2,2.3,0"
    private static let pieces = [
        row + "\n", row + "\r\n", "\n", "\r\n", "\r", "\"", "\"\"", ",", "\n\"", "\"\n", "é", "\0",
        "2024-05-01 08:00:00,\"1\n0\",24.3,,,54.4,323.0,45,23,7.2,2.3,0\n", "x", "\",\"", " ",
        row + ",\"open\n", String(repeating: "a", count: 300), row,
    ]

    private static func hostileFile(_ random: inout SeededGenerator) -> [UInt8] {
        var text = header + "\n"
        for _ in 0..<Int.random(in: 0...120, using: &random) {
            let isGood = Int.random(in: 0..<3, using: &random) > 0
            text += isGood ? row + "\n" : pieces.randomElement(using: &random) ?? ""
        }
        return Array(text.utf8)
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func hostileFilesAreJudgedAlikeByAnyNumberOfThreads(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let directory = try TemporaryDirectory()
        let helpers = DispatchQueue(label: "test.judge", attributes: .concurrent)
        for _ in 0..<12 {
            let file = Self.hostileFile(&random)
            try directory.write(file, to: "file.csv")
            let path = Array(directory.path(of: "file.csv").utf8)
            let limits = JudgeLimits(
                record: RecordLimits(
                    recordBytes: [130, 400, 1 << 20].randomElement(using: &random) ?? 400),
                heldRecords: [0, 3, 1000].randomElement(using: &random) ?? 3,
                bytesPerChunk: [200, 4 << 20].randomElement(using: &random) ?? 200)
            let block = Int.random(in: 40...3_000, using: &random)
            let lines = Int.random(in: 1...40, using: &random)
            let alone = try JudgedChunks(path, limits, block, lines, helpers: nil)
            let together = try JudgedChunks(path, limits, block, lines, helpers: helpers)
            #expect(together == alone)
            let whole = JudgedChunks(whole: file, limits)
            #expect(alone.rows == whole.rows)
            #expect(alone.held == whole.held)
            #expect(alone.counts == whole.counts)
            #expect(alone.rejection == whole.rejection)
            if alone.rejection == nil { #expect(alone.bytesRead == file.count) }
        }
    }

    @Test func aPoolOfOneChunkIsEnough() throws {
        let directory = try TemporaryDirectory()
        let rows = String(repeating: Self.row + "\n", count: 500)
        try directory.write(Array((Self.header + "\n" + rows).utf8), to: "file.csv")
        let path = Array(directory.path(of: "file.csv").utf8)
        let judged = try JudgedChunks(
            path, JudgeLimits(bytesPerChunk: 3), 2_000, 10,
            helpers: DispatchQueue(label: "test.judge"), chunks: 1)
        #expect(judged.counts.stored == 500)
        #expect(judged.rows.map(\.line) == Array(2...501))
    }
}
