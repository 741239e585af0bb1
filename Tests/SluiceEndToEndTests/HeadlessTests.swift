internal import SluiceCore
internal import SluiceTestKit
internal import Testing

@Suite("The program on a station")
struct HeadlessTests {
    private static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,"
        + "air_quality_index,noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,"
        + "mood_score,mental_health_status\n"
    private static let good = "2024-05-01 00:00:00,Library,21.5,40,55,42.5,300,12,30,7.5,3.5,0\n"
    private static let bad = "2024-05-01 00:15:00,Library,21.5,40,55,42.5,300,12,30,7.5,-0.5,0\n"

    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        #expect(try Program.run("init", directory.path).status == 0)
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try Program(["--station", directory.path] + arguments).wait()
    }

    private func status() throws -> JSONValue {
        try #require(JSONValue(Array(run("status", "--json").output.utf8)))
    }

    @Test("--once stores, holds, archives, and knows the content again")
    func once() throws {
        try directory.write(Self.header + Self.good + Self.bad, to: "data/a.csv")
        let outcome = try run("--headless", "--once")
        #expect(outcome.status == 1, "\(outcome.messages)")
        var database = try #require(try status()["database"])
        #expect(database["records"] == .number(2) && database["stored"] == .number(1))
        #expect(database["quarantined"] == .number(1))
        #expect(database["files"]?["archived"] == .number(1))
        #expect(directory.names(in: "data").filter { $0.hasSuffix(".csv") }.isEmpty)
        #expect(directory.names(in: "quarantine").count == 2)

        try directory.write(Self.header + Self.good + Self.bad, to: "data/b.csv")
        #expect(try run("--headless", "--once").status == 0)
        database = try #require(try status()["database"])
        #expect(database["files"]?["duplicate"] == .number(1) && database["records"] == .number(2))
        #expect(directory.names(in: "data").filter { $0.hasSuffix(".csv") }.isEmpty)
    }

    @Test("--once with nothing to do ends at once with 0")
    func nothing() throws {
        #expect(try run("--headless", "--once").status == 0)
    }

    @Test("logs have a line for the file and no value from it")
    func logs() throws {
        try directory.write(Self.header + Self.good + Self.bad, to: "data/a.csv")
        let outcome = try run("--headless", "--once", "--log-format", "json")
        let log = try #require(directory.text(of: "logs/sluice.log"))
        let entries = log.split(separator: "\n").compactMap { JSONValue(Array($0.utf8)) }
        let file = entries.first { $0["event"] == .text("file committed") }
        #expect(file?["name"] == .text("a.csv") && file?["records"] == .number(2))
        #expect(file?["stored"] == .number(1) && file?["held"] == .number(1))
        #expect(file?["read_ms"]?.number != nil && file?["commit_ms"]?.number != nil)
        #expect(!log.contains("-0.5") && !outcome.messages.contains("-0.5"))
    }

    @Test("a file refused as a whole lies in quarantine, and the end is 1")
    func refused() throws {
        try directory.write("a,b\n1,2\n", to: "data/x.csv")
        #expect(try run("--headless", "--once").status == 1)
        #expect(try status()["database"]?["files"]?["rejected"] == .number(1))
        #expect(directory.names(in: "quarantine").contains { $0.hasSuffix("_x.csv") })
    }

    @Test("ingest takes a file from elsewhere and leaves it there")
    func ingest() throws {
        let other = try TemporaryDirectory()
        try other.write(Self.header + Self.good, to: "odd name.txt")
        let outcome = try run("ingest", other.path(of: "odd name.txt"))
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output.contains("1 records, 1 stored, 0 held"))
        #expect(other.names() == ["odd name.txt"])
        #expect(try status()["database"]?["files"]?["archived"] == .number(1))
    }

    @Test("strict mode refuses a file with one bad record")
    func strict() throws {
        try directory.write(Self.header + Self.good + Self.bad, to: "data/a.csv")
        #expect(try run("--headless", "--once", "--mode", "strict").status == 1)
        #expect(try status()["database"]?["files"]?["rejected"] == .number(1))
        #expect(try status()["database"]?["stored"] == .number(0))
    }

    @Test("one instance owns a station; SIGTERM ends it with 0")
    func owner() throws {
        let owner = try Program(["--station", directory.path, "--headless"])
        while owner.isRunning, directory.bytes(of: "logs/status.json") == nil {}
        let second = try run("--headless", "--once")
        #expect(second.status == 75)
        #expect(second.messages.contains("owned by another instance"))
        #expect(try status()["state"] != .text("STOPPED"))
        let other = try TemporaryDirectory()
        try other.write(Self.header + Self.good, to: "x.txt")
        while owner.isRunning, !directory.names(in: "logs/control").contains("socket") {}
        let given = try run("ingest", other.path(of: "x.txt"))
        #expect(given.status == 0 && given.output.contains("x.txt: 1 records, 1 stored, 0 held"))
        let again = try run("ingest", "--json", other.path(of: "x.txt"))
        #expect(again.status == 0 && again.output.contains("\"duplicate_of\":1"))
        #expect(other.names() == ["x.txt"])
        while owner.isRunning, try status()["database"]?["files"]?["archived"] != .number(1) {}
        owner.terminate()
        #expect(owner.wait().status == 0)
        #expect(directory.names(in: "logs/control").isEmpty)
        #expect(try status()["state"] == .text("STOPPED"))
    }

    @Test("what is no station, no file or no configuration has its exit status")
    func failures() throws {
        let empty = try TemporaryDirectory()
        #expect(try Program.run("--station", empty.path, "status").status == 66)
        #expect(try run("ingest", "/nonexistent").status == 66)
        try directory.write("mod = 1\n", to: "sluice.toml")
        let outcome = try run("--headless", "--once")
        #expect(outcome.status == 78)
        #expect(
            outcome.messages.contains("sluice.toml:1:1") && outcome.messages.contains("\"mode\""))
        try directory.write("[keys]\nfrezze = \"x\"\nquit = \"Ctrl-Q\"\n", to: "sluice.toml")
        let keys = try run("config", "show")
        #expect(keys.status == 78)
        #expect(
            keys.messages.contains(
                "sluice.toml:2:10: keys.frezze: there is no action of this name: "
                    + "did you mean freeze?"))
        #expect(keys.messages.contains("sluice.toml:3:8: keys.quit: Ctrl-Q is not a key"))
    }
}
