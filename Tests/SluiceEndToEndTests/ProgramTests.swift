internal import Glibc

internal import SluiceCore
internal import SluiceTestKit
internal import Testing

/// The built program as its users run it.
@Suite struct ProgramTests {
    @Test func theTourOfTheReadme() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path(of: "measurements")
        func run(_ words: [String]) throws -> (end: ChildProcess.End, output: String) {
            let child = try ChildProcess(TemporaryStation.program, words)
            return (child.wait(), child.standardOutput)
        }
        #expect(try run(["init", path]).end == .exited(0))
        let file = UniversityFile(records: 30, faults: [4: .range])
        try directory.write(file.bytes, to: "measurements/data/readings.csv")
        let station = ["--station", path]
        #expect(try run(station + ["--headless", "--once"]).end == .exited(1))

        let status = try run(station + ["status", "--json"])
        #expect(status.end == .exited(0))
        let document = try #require(JSONValue(Array(status.output.utf8)))
        #expect(document["database"]?["stored"]?.integer == 29)

        let list = try run(station + ["quarantine", "list", "--json"])
        #expect(list.end == .exited(0))
        #expect(list.output.contains("readings.csv") && list.output.contains("RANGE"))
        let shown = try run(station + ["quarantine", "show", "1"])
        #expect(shown.end == .exited(0) && shown.output.contains("mood_score"))
        #expect(directory.names(in: "measurements/data").filter { $0.hasSuffix(".csv") } == [])
    }

    @Test(arguments: [SIGTERM, SIGINT]) func aSignalEndsItWithSuccess(_ signal: Int32) throws {
        let station = try TemporaryStation.configured()
        let child = try station.start(["--headless"])
        try station.drop(UniversityFile(records: 30).bytes, as: "a.csv")
        try station.waitUntil("archiving") { $0.archivedNames.count == 1 }
        child.signal(signal)
        #expect(child.wait() == .exited(0), "\(child.standardError)")
        #expect(try station.storedRows == 30)
    }

    @Test func aSecondInstanceIsRefused() throws {
        let station = try TemporaryStation.configured()
        let owner = try station.start(["--headless"])
        try station.drop(UniversityFile(records: 3).bytes, as: "a.csv")
        try station.waitUntil("archiving") { $0.archivedNames.count == 1 }
        let second = try station.run(["--headless", "--once"])
        #expect(second.end == .exited(75))
        #expect(second.errors.contains("owned by another instance"))
        owner.signal(SIGTERM)
        #expect(owner.wait() == .exited(0))
    }

    @Test func findingsThatHoldNothingAreCounted() throws {
        let station = try TemporaryStation.configured()
        try station.directory.write(
            """
            formatVersion = 1
            name = "attic"
            [match]
            header = ["heat"]
            [time]
            field = "t"
            [location]
            field = "place"
            [[schema.fields]]
            name = "heat"
            type = "number"
            constraints = { maximum = 30 }
            severity = "warn"

            [[rules]]
            name = "warm"
            expression = "heat > 1"
            severity = "warn"

            """, to: "data/datasets/attic.toml")
        let header = "t,place,heat\n"
        try station.directory.write(
            header + "2024-05-01 08:00:00,Attic,31\n2024-05-01 09:00:00,Attic,0.5\n",
            to: "away.csv")
        let taken = try station.run(["ingest", station.directory.path(of: "away.csv")])
        #expect(taken.output.contains("2 stored, 0 held, 2 warnings"), "\(taken.output)")
        let log = station.directory.text(of: "logs/sluice.log") ?? ""
        #expect(log.contains("warnings=2"), "\(log)")
    }

    @Test func aDirectoryThatIsNoStationIsRefused() throws {
        let directory = try TemporaryDirectory()
        let child = try ChildProcess(
            TemporaryStation.program, ["--station", directory.path, "--headless", "--once"])
        #expect(child.wait() == .exited(66))
        #expect(child.standardError.contains("sluice init"))
        #expect(directory.names() == [])
    }

    @Test func nothingToDoIsDoneAtOnce() throws {
        let station = try TemporaryStation()
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
    }

    @Test func ingestTakesAFileAndSaysWhatBecameOfIt() throws {
        let station = try TemporaryStation.configured()
        try station.directory.write(UniversityFile(records: 30).bytes, to: "elsewhere/x")
        let path = station.directory.path(of: "elsewhere/x")
        let first = try station.run(["ingest", path])
        #expect(first.end == .exited(0))
        #expect(first.output.contains("30 records, 30 stored, 0 held"))
        let second = try station.run(["ingest", path])
        #expect(second.end == .exited(0) && second.output.contains("taken already"))
        #expect(try station.run(["ingest", path + ".missing"]).end != .exited(0))
        #expect(try station.storedRows == 30)
    }

    @Test func contentOfASupersededFileIsSaidToBeThat() throws {
        let station = try TemporaryStation.configured()
        let first = UniversityFile(records: 30).bytes
        try station.directory.write(first, to: "elsewhere/x")
        try station.directory.write(UniversityFile(records: 31, salt: 4).bytes, to: "elsewhere/y")
        let (x, y) = (
            station.directory.path(of: "elsewhere/x"), station.directory.path(of: "elsewhere/y")
        )
        #expect(try station.run(["ingest", x, y]).end == .exited(0))
        #expect(try station.run(["quarantine", "supersede", "1", "--by", "2"]).end == .exited(0))
        let again = try station.run(["ingest", x])
        #expect(again.end == .exited(0))
        #expect(again.output.contains("as file 1, superseded by file 2: nothing of it is stored"))
        let batch = try #require(
            try station.column("SELECT max(batch) FROM journal WHERE action = 'supersede'").first)
        #expect(again.output.contains("to have it back: sluice quarantine undo \(batch)\n"))
        let json = try station.run(["ingest", "--json", x]).output
        #expect(json.contains("\"superseded_by\":2,\"superseded_in_batch\":\(batch)"), "\(json)")
        #expect(try station.run(["quarantine", "log"]).output.contains("supersede by file 2"))
        #expect(try station.run(["quarantine", "undo", batch]).end == .exited(0))
        let stored = try station.run(["ingest", x]).output
        #expect(stored.hasSuffix("taken already, as file 1\n"), "\(stored)")
    }
}
