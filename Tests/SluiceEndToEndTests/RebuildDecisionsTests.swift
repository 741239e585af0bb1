internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// What operators decided survives a rebuild, and so does what they can still take back.
@Suite("sluice rebuild after operations")
struct RebuildDecisionsTests {
    private let station: TemporaryStation

    /// A station with good, bad, repeated and refused files.
    init() throws {
        station = try TemporaryStation.configured()
        try station.drop(UniversityFile(records: 300, salt: 1).bytes, as: "good.csv")
        try station.drop(
            UniversityFile(records: 40, salt: 2, faults: [1: .range, 7: .fields]).bytes,
            as: "odd.csv")
        try station.drop(Array("nothing,useful\n1,2\n".utf8), as: "refused.csv")
        try once()
    }

    private func once() throws { try station.run(["--headless", "--once"]) }

    private func run(_ words: String) throws -> (end: ChildProcess.End, errors: String) {
        let outcome = try station.run(words.split(separator: " ").map(String.init))
        return (outcome.end, outcome.errors)
    }

    /// What operators made of the station, ids and the journal included.
    private func decisions() throws -> [[String]] {
        try [
            "SELECT id, file_name, line, status, attempts, resolved_at, quarantined_at, hex(raw) FROM quarantine ORDER BY id",
            "SELECT entry_id, column_name, code, rule, value, message FROM quarantine_findings ORDER BY 1, 2, 3, 4",
            "SELECT * FROM journal ORDER BY id",
            "SELECT id, name, dataset, status, records, stored, quarantined, discarded, archive_name FROM files ORDER BY id",
            "SELECT file_id, line, location_id, timestamp, mood_score, temperature_celsius, override FROM raw_sensor_data ORDER BY 1, 2",
            "SELECT file_name, location_id, metric_name, count, min_value, max_value, printf('%.9g', avg_value) FROM aggregated_metrics ORDER BY 1, 2, 3",
        ].flatMap { try station.rows($0) }
    }

    private var sideFiles: [String: String?] {
        let names = station.quarantineNames
        return Dictionary(
            uniqueKeysWithValues: names.map { ($0, station.directory.text(of: "quarantine/" + $0)) }
        )
    }

    /// Does what operators do, each to records of its own.
    private func decide() throws {
        let faults: [Int: UniversityFile.Fault] = [
            1: .range, 2: .range, 3: .range, 4: .number, 5: .range, 6: .range, 7: .fields,
        ]
        try station.drop(
            UniversityFile(records: 60, salt: 7, faults: faults).bytes, as: "desk.csv")
        let first = UniversityFile(records: 30, salt: 8, faults: [9: .range]).bytes
        try station.drop(first, as: "first.csv")
        try station.drop(UniversityFile(records: 30, salt: 9).bytes, as: "corrected.csv")
        try station.drop(
            UniversityFile(records: 30, salt: 10, faults: [2: .number]).bytes, as: "again.csv")
        try once()
        let ids = try station.column(
            "SELECT id FROM quarantine WHERE file_name = 'desk.csv' ORDER BY line")
        func file(_ name: String) throws -> String {
            try station.column("SELECT id FROM files WHERE name = '\(name)' ORDER BY id")[0]
        }
        for words in [
            "edit \(ids[0]) --set mood_score=2.5", "discard \(ids[1])",
            "accept \(ids[2]) --reason real",
            "repair \(ids[3]) --field temperature_celsius --set 21",
            "edit \(ids[4]) --set mood_score=77", "discard \(ids[5]) \(ids[6])", "undo",
            "supersede \(try file("first.csv")) --by \(try file("corrected.csv"))",
            "discard --column temperature_celsius --in again.csv",
            "reprocess \(try file("again.csv"))",
        ] {
            let end = try run("quarantine \(words)").end
            #expect(end == .exited(0) || end == .exited(1), "\(words)")
        }
        #expect(try run("datasets set university mood_score.minimum=-3").end == .exited(0))
    }

    @Test("what operators decided is there again, and can still be undone")
    func decided() throws {
        try decide()
        let (before, files) = (try decisions(), sideFiles)
        let rebuilt = try run("rebuild --force")
        #expect(rebuilt.end == .exited(0))
        #expect(rebuilt.errors.contains("decisions are there again"))
        #expect(try decisions() == before)
        #expect(sideFiles == files)
        #expect(try run("doctor --deep").end == .exited(0))
        // The change of rules, then what came before it.
        for _ in 0..<3 { #expect(try run("quarantine undo").end == .exited(0)) }
        #expect(try run("doctor --deep").end == .exited(0))
        let undone = try decisions()
        #expect(try run("rebuild --force").end == .exited(0))
        #expect(try decisions() == undone)
        for _ in 0..<3 { #expect(try run("quarantine redo").end == .exited(0)) }
        #expect(try run("doctor --deep").end == .exited(0))
    }

    @Test("without the database a backup knows what had been decided")
    func backup() throws {
        try decide()
        let before = try decisions()
        let path = station.directory.path(of: "outside/copy.db")
        #expect(try run("backup \(path)").end == .exited(0))
        for suffix in ["", "-wal", "-shm"] {
            try station.open("data/store").remove(Array("sluice.db\(suffix)".utf8))
        }
        #expect(try run("rebuild --decisions \(path)").end == .exited(0))
        #expect(try decisions() == before)
        #expect(try run("doctor --deep").end == .exited(0))
        #expect(try run("quarantine undo").end == .exited(0))
    }

    @Test("a refused file that a dataset takes by now is where it was, with its rows")
    func takenLater() throws {
        try station.directory.write(
            """
            name = "useful"
            [match]
            files = ["*.csv"]
            header = ["nothing", "useful"]
            [time]
            field = "nothing"
            formats = ["epoch_s"]
            [location]
            constant = "here"
            [[schema.fields]]
            name = "useful"
            type = "number"

            """, to: "data/datasets/useful.toml")
        let id = try station.column("SELECT id FROM files WHERE status = 'rejected'")[0]
        #expect(try run("quarantine reprocess \(id)").end == .exited(0))
        #expect(station.quarantineNames.allSatisfy { !$0.contains("refused") })
        #expect(station.archivedNames.contains { $0.hasSuffix("_refused.csv") })
        #expect(try run("doctor --deep").end == .exited(0))
        let before = try decisions()
        #expect(try run("rebuild --force").end == .exited(0))
        #expect(try decisions() == before)
        #expect(try run("quarantine undo").end == .exited(0))
        #expect(station.quarantineNames.contains { $0.hasSuffix("_refused.csv") })
        #expect(station.archivedNames.allSatisfy { !$0.hasSuffix("_refused.csv") })
        #expect(try run("doctor --deep").end == .exited(0))
        // Dropped again it is judged again, and the journal has nothing that is not there.
        try station.drop(Array("nothing,useful\n1,2\n".utf8), as: "again.csv")
        #expect(try run("--headless --once").end == .exited(0))
        #expect(try run("doctor --deep").end == .exited(0))
    }
}
