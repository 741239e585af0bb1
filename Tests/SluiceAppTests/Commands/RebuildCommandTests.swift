internal import SluiceApp
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("sluice rebuild")
struct RebuildCommandTests {
    private let station: TemporaryStation
    private let good = UniversityFile(records: 300, salt: 1)

    /// A station with a file of each sort, twins and odd names among them.
    init() throws {
        station = try TemporaryStation()
        try station.drop(good.bytes, as: "good.csv")
        try station.drop(
            UniversityFile(records: 40, salt: 2, faults: [1: .range, 7: .fields]).bytes,
            as: Array("odd %name ".utf8) + [0xFF, 0x0A] + Array(".CSV".utf8))
        try station.drop(UniversityFile(records: 5, salt: 4).bytes, as: "1.5.csv")
        try station.drop(Array("nothing,useful\n1,2\n".utf8), as: "refused.csv")
        try station.runOnce()
        try station.drop(good.bytes, as: "twin.csv")
        try station.drop(good.bytes, as: "good.csv")
        try station.runOnce()
    }

    private func run(_ words: String, _ output: TestOutput = TestOutput()) -> ExitCode {
        output.run("--station \(station.directory.path) \(words)")
    }

    /// The contents of the contract's tables, but for numbers that may differ.
    private func contents(withTimes: Bool) throws -> [[String]] {
        let times = withTimes ? ", discovered_at, committed_at, attempts" : ""
        let moment = withTimes ? ", timestamp" : ""
        return try [
            """
            SELECT name, hex(name_bytes), dataset, size_bytes, sha256, status, records, stored,
                quarantined, discarded, archive_name, error\(times) FROM files ORDER BY archive_name
            """,
            "SELECT file_name, line, location_id, timestamp, timestamp_ms, mood_score, temperature_celsius FROM raw_sensor_data ORDER BY 1, 2",
            "SELECT file_name, location_id, metric_name, count, min_value, max_value, avg_value, std_value\(moment) FROM aggregated_metrics ORDER BY 1, 2, 3",
            "SELECT file_name, line, byte_offset, hex(raw), raw_size, status FROM quarantine ORDER BY 1, 2",
            "SELECT column_name, code, rule, value, message FROM quarantine_findings ORDER BY 1, 2, 3, 4",
        ].flatMap { try station.rows($0) }
    }

    @Test("a database that is whole is left alone")
    func whole() throws {
        let output = TestOutput()
        #expect(run("rebuild", output) == .done)
        #expect(output.text(.error).contains("nothing to do"))
        #expect(!station.directory.names(in: "data/store").contains("sluice.db.old-1"))
    }

    @Test("from a readable database everything comes back, names and times too")
    func readable() throws {
        let before = try contents(withTimes: true)
        #expect(run("rebuild --force") == .done)
        #expect(try contents(withTimes: true) == before)
        #expect(run("doctor --deep") == .done)
    }

    /// A damage that a rebuild mends, and what of the contents it may cost.
    struct Damage: Sendable, CustomTestStringConvertible {
        let sql: String
        var losesTimes = false
        var testDescription: String { sql }
    }

    static let damages = [
        Damage(sql: "DELETE FROM rows_university WHERE id = (SELECT max(id) FROM rows_university)"),
        Damage(
            sql:
                "UPDATE rows_university SET file_id = 99 WHERE id = (SELECT min(id) FROM rows_university)"
        ),
        Damage(
            sql:
                "UPDATE rows_university SET location_id = 99 WHERE id = (SELECT min(id) FROM rows_university)"
        ),
        Damage(sql: "DELETE FROM entries WHERE line IS NOT NULL"),
        Damage(sql: "DELETE FROM entry_findings"),
        Damage(sql: "DELETE FROM entry_findings WHERE entry_id = (SELECT min(id) FROM entries)"),
        Damage(sql: "UPDATE partials_university SET n0 = n0 + 1"),
        Damage(sql: "DELETE FROM counters"),
        Damage(sql: "DELETE FROM dataset_columns"),
        Damage(sql: "DELETE FROM dataset_columns WHERE position = 3"),
        Damage(sql: "DROP TABLE rule_files"),
        Damage(sql: "DROP VIEW quarantine"),
        Damage(sql: "DELETE FROM ledger WHERE name = '1.5.csv'", losesTimes: true),
    ]

    /// What the doctor tells to do, as the commands in its remedies.
    private func remedies() throws -> Set<String> {
        let output = TestOutput()
        #expect(run("doctor", output) != .done)
        let text = output.text(.output)
        return Set(
            ["rebuild", "doctor --repair"].filter { text.contains("sluice \($0)") })
    }

    @Test("what the doctor says to do brings everything back", arguments: damages)
    func remedied(_ damage: Damage) throws {
        let before = try contents(withTimes: !damage.losesTimes)
        try station.database.change(damage.sql)
        let remedies = try remedies()
        #expect(!remedies.isEmpty)
        for words in remedies.sorted() { _ = run(words) }
        #expect(run("doctor --deep") == .done)
        #expect(try contents(withTimes: !damage.losesTimes) == before)
        try station.runOnce()
        #expect(run("doctor --deep") == .done)
    }

    @Test("an archived file that the ledger does not know is taken in")
    func unknown() throws {
        let name = try #require(station.archivedNames.first { $0.hasSuffix("_1.5.csv") })
        let other = UniversityFile(records: 6, salt: 44).bytes
        let day = try #require(name.split(separator: "/").first)
        try station.directory.write(other, to: "data/processed/\(day)/0123abcd_other.csv")
        #expect(try remedies() == ["rebuild"])
        let output = TestOutput()
        #expect(run("rebuild", output) == .done)
        #expect(output.text(.error).contains("to be mended: \(day)/0123abcd_other.csv"))
        #expect(try station.count("SELECT stored FROM files WHERE name = 'other.csv'") == 6)
        #expect(run("doctor --deep") == .done)
    }

    /// Removes `1.5.csv` from the archive.
    private func loseArchivedFile() throws {
        let name = try #require(station.archivedNames.first { $0.hasSuffix("_1.5.csv") })
        let day = try #require(name.split(separator: "/").first)
        try station.open("data/processed/" + day).remove(
            Array(name.utf8.dropFirst(day.utf8.count + 1)))
    }

    @Test("rows of files that lie nowhere are given up only by force")
    func kept() throws {
        try loseArchivedFile()
        try station.database.change("DELETE FROM counters")
        let output = TestOutput()
        #expect(run("rebuild", output) == .inputOutput)
        #expect(output.text(.error).contains("1.5.csv"))
        #expect(output.text(.error).contains("sluice rebuild --force"))
        #expect(!station.directory.names(in: "data/store").contains("sluice.db.old-1"))
    }

    @Test("without a database everything comes back from the files")
    func gone() throws {
        let before = try contents(withTimes: false)
        for suffix in ["", "-wal", "-shm"] {
            try station.open("data/store").remove(Array("sluice.db\(suffix)".utf8))
        }
        #expect(run("doctor") == .unavailable)
        #expect(run("rebuild") == .done)
        #expect(try contents(withTimes: false) == before)
        #expect(run("doctor --deep") == .done)
        // What is there now is a station like any other.
        try station.drop(good.bytes, as: "again.csv")
        try station.runOnce()
        #expect(try station.count("SELECT count(*) FROM files WHERE status = 'duplicate'") == 3)
    }

    @Test(
        "a damaged database is kept aside, whatever it is",
        arguments: [[], [0x53, 0x51], Array(repeating: UInt8(0), count: 4096)])
    func damaged(_ bytes: [UInt8]) throws {
        for suffix in ["-wal", "-shm"] {
            try station.open("data/store").remove(Array("sluice.db\(suffix)".utf8))
        }
        let before = try contents(withTimes: false)
        try station.directory.write(bytes, to: "data/store/sluice.db")
        #expect(run("doctor") == .unavailable)
        #expect(run("rebuild") == .done)
        #expect(station.directory.bytes(of: "data/store/sluice.db.old-1") == bytes)
        #expect(try contents(withTimes: false) == before)
    }

    @Test("what lies nowhere any more is named")
    func missing() throws {
        try loseArchivedFile()
        let output = TestOutput()
        #expect(run("rebuild --force", output) == .invalid)
        #expect(output.text(.error).contains("1.5.csv"))
    }

    @Test("a dry run changes nothing, and an owner keeps it away")
    func refusals() throws {
        #expect(run("rebuild --force --dry-run") == .done)
        // A reader makes the two files beside it anew.
        let names = Set(station.directory.names(in: "data/store"))
        #expect(
            names.isSubset(
                of: ["sluice.db", "sluice.db-wal", "sluice.db-shm", "quarantine-note"]))
        let owner = try System().openDirectory(path: station.directory.pathBytes)
        #expect(try System().lock(owner))
        #expect(run("rebuild --force") == .owned)
    }
}
