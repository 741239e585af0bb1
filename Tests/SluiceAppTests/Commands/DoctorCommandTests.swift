internal import Glibc
internal import SluiceApp
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("sluice doctor")
struct DoctorCommandTests {
    private let station: TemporaryStation

    init() throws {
        station = try TemporaryStation()
        try station.drop(UniversityFile(records: 300, salt: 1).bytes, as: "good.csv")
        try station.drop(
            UniversityFile(records: 40, salt: 2, faults: [1: .range, 7: .fields]).bytes,
            as: "bad.csv")
        try station.drop(Array("nothing,useful\n1,2\n".utf8), as: "refused.csv")
        try station.runOnce()
    }

    private func examine(_ options: String = "") throws -> (code: ExitCode, json: JSONValue) {
        let output = TestOutput()
        let code = output.run("--station \(station.directory.path) doctor --json \(options)")
        return (code, try #require(JSONValue(Array(output.text(.output).utf8))))
    }

    /// What one check said, such as `warning`.
    private func result(_ check: String, _ json: JSONValue) -> String? {
        json["checks"]?.elements.first { $0["name"]?.text == check }?["result"]?.text
    }

    private func change(_ sql: String) throws {
        try station.database.change(sql)
    }

    @Test("a station after a run is well, deeply examined")
    func well() throws {
        let (code, json) = try examine("--deep")
        #expect(code == .done, "\(json)")
        #expect(json["errors"]?.integer == 0 && json["warnings"]?.integer == 0)
    }

    @Test("an empty station is well")
    func empty() throws {
        let empty = try TestStation()
        let output = TestOutput()
        #expect(empty.run("doctor", output) == .done)
        #expect(output.text(.output).contains("there is none yet"))
    }

    /// A change of the database that no program of ours makes, and the check that must see it.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let check: String
        let sql: String
        var testDescription: String { "\(check): \(sql)" }
    }

    static let tamperings = [
        Tampering(
            check: "conservation",
            sql: "DELETE FROM rows_university WHERE id = (SELECT min(id) FROM rows_university)"),
        Tampering(
            check: "conservation",
            sql:
                "UPDATE entries SET status = 1, resolved_at = 1 WHERE id = (SELECT min(id) FROM entries WHERE line > 0)"
        ),
        Tampering(
            check: "aggregates",
            sql:
                "UPDATE partials_university SET n0 = n0 + 1 WHERE id = (SELECT min(id) FROM partials_university)"
        ),
        Tampering(
            check: "aggregates",
            sql:
                "UPDATE partials_university SET low1 = low1 - 1 WHERE id = (SELECT min(id) FROM partials_university)"
        ),
        Tampering(
            check: "aggregates",
            sql:
                "UPDATE partials_university SET mean2 = mean2 * 1.0000001 WHERE id = (SELECT min(id) FROM partials_university)"
        ),
        Tampering(
            check: "aggregates",
            sql:
                "UPDATE rows_university SET c0 = 12345 WHERE id = (SELECT min(id) FROM rows_university)"
        ),
        Tampering(
            check: "references",
            sql:
                "UPDATE rows_university SET file_id = 99 WHERE id = (SELECT min(id) FROM rows_university)"
        ),
        Tampering(
            check: "references",
            sql:
                "UPDATE rows_university SET location_id = 99 WHERE id = (SELECT min(id) FROM rows_university)"
        ),
        Tampering(check: "references", sql: "DELETE FROM entry_findings"),
        Tampering(check: "references", sql: "DELETE FROM headers"),
        Tampering(check: "references", sql: "UPDATE entry_findings SET kind_id = 999"),
        Tampering(check: "references", sql: "UPDATE partials_university SET id = id + 1000000"),
        Tampering(check: "references", sql: "INSERT INTO entry_findings VALUES (9999, 0, 1, NULL)"),
        Tampering(
            check: "journal",
            sql:
                "INSERT INTO journal_entries(at, actor, action, entry_id) VALUES (1, 'a', 'release', 777)"
        ),
        Tampering(check: "schema", sql: "PRAGMA user_version = 1000"),
        Tampering(check: "schema", sql: "DELETE FROM counters"),
        Tampering(check: "schema", sql: "UPDATE counters SET next_row = 1"),
        Tampering(check: "schema", sql: "DROP INDEX rows_university_by_time"),
        Tampering(check: "schema", sql: "DELETE FROM dataset_columns"),
        Tampering(check: "schema", sql: "ALTER TABLE entries DROP COLUMN touched_by"),
        Tampering(
            check: "archive",
            sql: "UPDATE ledger SET archive_name = 'elsewhere/x' WHERE name = 'good.csv'"),
        Tampering(
            check: "archive",
            sql: "UPDATE ledger SET size_bytes = size_bytes + 1 WHERE name = 'good.csv'"),
        Tampering(
            check: "archive", sql: "UPDATE ledger SET sha256 = zeroblob(32) WHERE name = 'good.csv'"
        ),
    ]

    @Test(
        "what was changed behind its back is seen by the check it concerns", arguments: tamperings)
    func tampered(_ tampering: Tampering) throws {
        try change(tampering.sql)
        let (code, json) = try examine("--deep")
        #expect(code == .invalid)
        #expect(result(tampering.check, json) == "error", "\(json)")
    }

    @Test("aggregates are made anew from the rows")
    func repairsAggregates() throws {
        try change("UPDATE partials_university SET n0 = n0 + 1, low1 = -1, m2_2 = 5")
        let (code, json) = try examine("--repair")
        #expect(code == .done, "\(json)")
        #expect(try station.violations() == [])
    }

    @Test("nothing is written anew from a database that is damaged itself")
    func keepsEvidence() throws {
        let before = station.quarantineNames.map { station.directory.bytes(of: "quarantine/" + $0) }
        try change("DELETE FROM headers")
        let (code, _) = try examine("--repair")
        #expect(code == .invalid)
        #expect(
            station.quarantineNames.map { station.directory.bytes(of: "quarantine/" + $0) }
                == before)
    }

    @Test("quarantine files that are torn or gone are written anew")
    func repairsSideFiles() throws {
        let names = station.quarantineNames
        let rejected = try #require(names.first { $0.hasSuffix(".rejected.csv") })
        let whole = station.directory.bytes(of: "quarantine/" + rejected)
        let errors = try #require(names.first { $0.hasSuffix("_bad.csv.errors.jsonl") })
        try station.directory.write([], to: "quarantine/" + rejected)
        try station.open("quarantine").remove(Array(errors.utf8))
        #expect(result("side-files", try examine().json) == "warning")
        #expect(try examine("--repair").code == .done)
        #expect(station.directory.bytes(of: "quarantine/" + rejected) == whole)
        #expect(station.quarantineNames == names)
    }

    @Test(
        "a torn quarantine file is found beside the right one of another number, and goes",
        arguments: ["_bad.csv.errors.jsonl", "_refused.csv.errors.jsonl"])
    func removesTornSideFile(ending: String) throws {
        let name = try #require(station.quarantineNames.first { $0.hasSuffix(ending) })
        let whole = station.directory.bytes(of: "quarantine/" + name)
        try station.directory.write(whole ?? [], to: "quarantine/" + name + ".1")
        try station.directory.write([], to: "quarantine/" + name)
        let (code, json) = try examine()
        #expect(code == .invalid && result("side-files", json) == "warning")
        #expect(try examine("--repair").code == .done)
        #expect(result("side-files", try examine().json) == "ok")
        #expect(station.directory.bytes(of: "quarantine/" + name) == whole)
    }

    @Test("quarantine files that a power cut has torn are whole after the next start")
    func startMendsSideFiles() throws {
        // A power cut means another mount than the one that was noted.
        try station.directory.write(Array("boot 1\n0\n".utf8), to: "data/store/quarantine-note")
        let wanted = station.quarantineNames.map { station.directory.bytes(of: "quarantine/" + $0) }
        for name in station.quarantineNames where name.contains(".errors") || name.contains(".rej")
        {
            let bytes = try #require(station.directory.bytes(of: "quarantine/" + name))
            try station.directory.write(Array(bytes.prefix(7)), to: "quarantine/" + name)
        }
        try station.runOnce()
        #expect(
            station.quarantineNames.map { station.directory.bytes(of: "quarantine/" + $0) }
                == wanted)
        #expect(try examine().code == .done)
    }

    @Test("while the file system stays mounted, a start does not compare quarantine files again")
    func comparesOncePerMount() throws {
        // Before Linux 6.8 mounts have no such number, and every start compares.
        guard let mount = try station.open("quarantine").mount() else { return }
        try station.runOnce()
        let note = String(decoding: mount, as: UTF8.self) + "\n0\n"
        #expect(station.directory.text(of: "data/store/quarantine-note") == note)
        let name = try #require(station.quarantineNames.first { $0.contains(".errors") })
        try station.directory.write([], to: "quarantine/" + name)
        try station.runOnce()
        #expect(station.directory.bytes(of: "quarantine/" + name) == [])
        #expect(try examine("--repair").code == .done)
    }

    @Test("an archived file that is gone, and one that nobody knows, are told")
    func archive() throws {
        let name = try #require(station.archivedNames.first)
        try station.directory.write([1], to: "data/processed/" + name + ".7")
        #expect(result("archive", try examine().json) == "warning")
        let day = try #require(name.split(separator: "/").first)
        try station.open("data/processed/" + day).remove(
            Array(name.utf8.dropFirst(day.utf8.count + 1)))
        #expect(result("archive", try examine().json) == "error")
    }

    @Test("what is ignored in the inbox, and what others have put into the archive, is told")
    func foreign() throws {
        try station.directory.makeDirectory("data/day.csv")
        try station.directory.write("a\n", to: "data/note.txt")
        try station.directory.write("a\n", to: "data/processed/mine.csv")
        let (code, json) = try examine()
        #expect(code == .done)
        #expect(result("inbox", json) == "note" && result("archive", json) == "note", "\(json)")
        let output = TestOutput()
        #expect(output.run("--station \(station.directory.path) doctor") == .done)
        #expect(output.text(.output).contains("day.csv: is no regular file and is ignored"))
        #expect(output.text(.output).contains("inbox: 1 file does not end in .csv and is ignored"))
        #expect(output.text(.output).contains("mine.csv: was put into the archive by another hand"))
    }

    @Test("every check that damaged pages keep from its end says what to do about them")
    func damagedPages() throws {
        let layout = try station.database.rows(
            """
            SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master
                WHERE name = 'rows_university'
            """)
        let page = try layout[0].map { try #require(Int($0)) }
        var bytes = try #require(station.directory.bytes(of: "data/store/sluice.db"))
        for place in (page[0] - 1) * page[1]..<page[0] * page[1] { bytes[place] = 0xAA }
        try station.directory.write(bytes, to: "data/store/sluice.db")
        let (code, json) = try examine()
        #expect(code != .done)
        let checks = try #require(json["checks"]?.elements)
        let cut = checks.flatMap { $0["defects"]?.elements ?? [] }.filter {
            $0["message"]?.text?.contains("could not be finished") == true
        }
        #expect(!cut.isEmpty)
        #expect(
            cut.allSatisfy { $0["remedy"]?.text?.contains("sluice rebuild") == true }, "\(json)")
    }

    @Test("a file from elsewhere that was gone before it was archived is an error with a remedy")
    func goneBeforeItWasArchived() throws {
        try change(
            """
            UPDATE ledger SET archive_name = NULL, status = 'committed' WHERE name = 'good.csv';
            INSERT INTO sources SELECT id, CAST('/far/good.csv' AS BLOB) FROM ledger
                WHERE name = 'good.csv'
            """)
        let output = TestOutput()
        #expect(output.run("--station \(station.directory.path) doctor") == .invalid)
        #expect(output.text(.output).contains("(good.csv): it was removed or changed"))
        #expect(output.text(.output).contains("sluice ingest /far/good.csv"))
    }

    @Test("a dataset file with which the station does not start is an error with its place")
    func brokenDataset() throws {
        try station.directory.write(
            Array("name = \"lab\"\ntimestmp = \"t\"\n".utf8), to: "data/datasets/lab.toml")
        let (code, json) = try examine()
        #expect(code == .invalid)
        let defects = json["checks"]?.elements.first { $0["name"]?.text == "datasets" }?["defects"]
        let defect = try #require(
            defects?.elements.first { $0["place"]?.text == "data/datasets/lab.toml:2:1" }, "\(json)"
        )
        #expect(defect["severity"]?.text == "error")
        #expect(defect["message"]?.text?.hasPrefix("unknown key \"timestmp\"") == true)
        #expect(defect["remedy"]?.text?.contains("sluice datasets check") == true)
        try station.directory.write(Array("name = ".utf8), to: "data/datasets/lab.toml")
        let output = TestOutput()
        #expect(output.run("--station \(station.directory.path) doctor") == .invalid)
        #expect(output.text(.output).contains("         error: data/datasets/lab.toml:1:"))
    }

    @Test("settings that cannot be read end it with their place, as they end the start")
    func brokenSettings() throws {
        try station.directory.write(Array("mod = \"strict\"\n".utf8), to: "sluice.toml")
        let output = TestOutput()
        #expect(output.run("--station \(station.directory.path) doctor") == .configuration)
        #expect(output.text(.error).contains("sluice.toml:1:1: unknown key"))
    }

    @Test("unfinished copies are removed")
    func leftovers() throws {
        try station.directory.write([1], to: "quarantine/.tmp-0_x.csv")
        try station.directory.write([1], to: "data/store/.creating-sluice.db")
        try station.directory.write([1], to: "data/.sim-7-000001.csv.part")
        #expect(result("leftovers", try examine().json) == "warning")
        #expect(try examine("--repair").code == .done)
        #expect(!station.quarantineNames.contains(".tmp-0_x.csv"))
        #expect(!station.directory.names(in: "data").contains(".sim-7-000001.csv.part"))
    }

    @Test("a database that is no database is told of, and nothing is destroyed")
    func damaged() throws {
        try station.directory.write(Array("garbage".utf8), to: "data/store/sluice.db")
        for name in ["-wal", "-shm"] {
            try station.open("data/store").remove(Array("sluice.db\(name)".utf8))
        }
        let (code, json) = try examine()
        #expect(code == .unavailable)
        #expect(result("database", json) == "error" && result("conservation", json) == "skipped")
        #expect(station.directory.text(of: "data/store/sluice.db") == "garbage")
    }

    @Test("beside an owner it looks and does not repair")
    func owned() throws {
        let system = System()
        let owner = try system.openDirectory(path: station.directory.pathBytes)
        #expect(try system.lock(owner))
        #expect(try examine().code == .done)
        let output = TestOutput()
        #expect(output.run("--station \(station.directory.path) doctor --repair") == .owned)
    }

    @Test("beside an owner that fails at something it says at what, and what to do")
    func ownerInTrouble() throws {
        let system = System()
        let owner = try system.openDirectory(path: station.directory.pathBytes)
        let trouble = "{\"message\":\"archive: full\",\"since\":\"S\",\"remedy\":\"make room\"}"
        try station.directory.write(
            Array("{\"pid\":\(getpid()),\"troubles\":[\(trouble)]}".utf8), to: "logs/status.json")
        #expect(try examine().code == .done)
        #expect(try system.lock(owner))
        let (code, json) = try examine()
        #expect(code == .invalid && result("instance", json) == "warning")
        let output = TestOutput()
        #expect(output.run("--station \(station.directory.path) doctor") == .invalid)
        #expect(output.text(.output).contains("archive: full, since S\n           → make room"))
    }

    @Test("a directory that cannot be opened is told with its reason", arguments: [false, true])
    func closedDirectory(isFile: Bool) throws {
        let archive = station.directory.path(of: "data/processed")
        #expect(rename(archive, station.directory.path(of: "away")) == 0)
        if isFile { try station.directory.write([], to: "data/processed") }
        let output = TestOutput()
        #expect(output.run("--station \(station.directory.path) doctor") == .invalid)
        let text = output.text(.output)
        #expect(text.contains("error    directories: "))
        #expect(text.contains(isFile ? "move away what stands there" : "mkdir -p -m 700 "))
    }

    @Test("one more copy of a stored file is a note")
    func copies() throws {
        let name = try #require(station.archivedNames.first)
        let bytes = try #require(station.archived(name))
        try station.directory.write(bytes, to: "data/processed/" + name + ".7")
        let (code, json) = try examine()
        #expect(code == .done && result("archive", json) == "note")
    }

    @Test("permissions that let others in are told of, and closed again")
    func permissions() throws {
        let store = try station.open("data/store")
        // In a directory that nobody else enters only what others may write to is told.
        try store.setPermissions(Array("sluice.db".utf8), to: 0o644)
        #expect(result("permissions", try examine().json) == "ok")
        try store.setPermissions(Array("sluice.db".utf8), to: 0o666)
        #expect(result("permissions", try examine().json) == "warning")
        #expect(try examine("--repair").code == .done)
        #expect(try store.information(Array("sluice.db".utf8))?.permissions == 0o600)
        try station.open("data").setPermissions(Array("store".utf8), to: 0o755)
        try store.setPermissions(Array("sluice.db".utf8), to: 0o644)
        #expect(result("permissions", try examine().json) == "warning")
        #expect(try examine("--repair").code == .done)
        #expect(try store.information(Array("sluice.db".utf8))?.permissions == 0o600)
        try station.open("data").setPermissions(Array("store".utf8), to: 0o777)
        #expect(result("permissions", try examine().json) == "error")
    }
}
