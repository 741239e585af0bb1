internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit

/// A store with three files of five held records each, and a rejected one that came a second later; and a reader of it.
struct HeldFixture {
    static let header = Array(
        ("timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
            + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
            + "mental_health_status").utf8)

    static let datasets = SluiceCore.DatasetCatalog([], fallback: .university)

    static func locating(
        _ dataset: String, _ header: [UInt8], _ name: [UInt8]
    ) -> HeldRecordReader? {
        dataset == "university"
            ? HeldRecordReader(dataset: .university, header: header, fileName: name) : nil
    }

    let store: StoreFixture
    let reader: StoreReader

    init() throws {
        store = try StoreFixture()
        for (number, name) in ["a.csv", "b.csv", "C.csv"].enumerated() {
            try Self.add(to: store, name, number)
        }
        try store.store.beginGroup(now: 1_700_000_002_000_000)
        _ = try store.store.addRejected(
            store.file("bad.csv"), findings: [Finding(.header, rule: "header", message: "no")],
            raw: [120], error: "HEADER: no")
        try store.store.commitGroup()
        reader = try StoreReader(path: store.path)
    }

    static func add(to fixture: StoreFixture, _ name: String, _ number: Int) throws {
        let chunk = StoreFixture.chunk(rows: 3)
        let maker = ChunkMaker(StoreFixture.university)
        for line in 0..<5 {
            let isRange = line % 2 == 0
            maker.held(
                line: 10 + line, raw: "2024-01-01 00:00:00,\(101 + line),x",
                [
                    Finding(
                        isRange ? .range : .number, rule: isRange ? "range" : "number",
                        columnIndex: isRange ? 11 : 3,
                        columnName: isRange ? "mood_score" : "temperature_celsius",
                        value: Array((isRange ? "-\(line).\(number)" : "N/A").utf8), message: "no")
                ]
                    + (line == 0 ? [Finding(.null, rule: "null", message: "also")] : []))
        }
        chunk.held = maker.chunk.held
        var file = fixture.file(name, [chunk])
        file.header = header
        try fixture.store.beginGroup(now: 1_700_000_001_000_000 + Int64(number))
        _ = try fixture.store.addFile(file, chunks: [chunk])
        try fixture.store.commitGroup()
    }

    func page(_ change: (inout QuarantineQuery) -> Void = { _ in }) throws -> QuarantinePage {
        var query = QuarantineQuery()
        change(&query)
        return try reader.heldPage(query, locating: Self.locating)
    }
}
