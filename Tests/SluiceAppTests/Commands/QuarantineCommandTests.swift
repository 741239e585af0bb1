internal import SluiceApp
internal import SluiceCore
internal import SluiceTestKit
internal import SluiceSystem
internal import Testing

@Suite("sluice quarantine list and show")
struct QuarantineCommandTests {
    private let station: TestStation
    private let output = TestOutput()

    init() throws {
        station = try TestStation()
        try station.store(
            TestStation.header + TestStation.record(minute: 1)
                + TestStation.record(minute: 2, mood: "-0.5")
                + TestStation.record(minute: 3, mood: "")
                + "short,record\n", as: "one.csv")
        try station.store(
            TestStation.header + TestStation.record(minute: 4, mood: "7"), as: "two.csv")
    }

    private func listed(_ options: String) -> [JSONValue] {
        let output = TestOutput()
        #expect(station.run("quarantine list --json \(options)", output) == .done)
        return output.text(.output).split(separator: "\n").compactMap { JSONValue(Array($0.utf8)) }
    }

    private func places(_ options: String) -> [String] {
        listed(options).map { "\($0["file"]?.text ?? "?"):\($0["line"]?.integer ?? 0)" }
    }

    @Test("the list has every held record once, in order")
    func list() {
        #expect(places("") == ["one.csv:3", "one.csv:4", "one.csv:5", "two.csv:2"])
    }

    @Test(
        "options narrow the list",
        arguments: [
            ("--code RANGE", ["one.csv:3", "two.csv:2"]), ("--code fields", ["one.csv:5"]),
            ("--in two.csv", ["two.csv:2"]), ("--column mood_score --code NULL", ["one.csv:4"]),
            ("--state released", []), ("--state all --limit 1", ["one.csv:3"]),
            ("--limit 0", ["one.csv:3", "one.csv:4", "one.csv:5", "two.csv:2"]),
        ])
    func filters(options: String, places: [String]) {
        #expect(self.places(options) == places)
    }

    @Test("pages follow each other without gap or overlap")
    func pages() throws {
        let first = try #require(listed("--limit 2").last?["id"]?.integer)
        #expect(places("--limit 2 --after \(first)") == ["one.csv:5", "two.csv:2"])
    }

    @Test("the table names entry, place, code and value")
    func table() {
        #expect(station.run("quarantine list", output) == .done)
        let lines = output.text(.output).split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[0].contains("what is wrong"))
        #expect(
            lines[1].contains("one.csv") && lines[1].contains("RANGE") && lines[1].contains("-0.5"))
    }

    @Test("show has the record and its findings; --raw the bytes alone")
    func show() throws {
        let id = try #require(listed("--in two.csv").first?["id"]?.integer)
        #expect(station.run("quarantine show \(id)", output) == .done)
        let record = TestStation.record(minute: 4, mood: "7")
        #expect(output.text(.output).contains(record.dropLast()))
        #expect(output.text(.output).contains("RANGE mood_score"))
        let raw = TestOutput()
        #expect(station.run("quarantine show --raw \(id)", raw) == .done)
        #expect(raw.text(.output) == record)
    }

    @Test(
        "what does not exist is said",
        arguments: [
            ("quarantine show 4711", ExitCode.noInput), ("quarantine show x", .usage),
            ("quarantine list --code RANG", .usage),
            ("quarantine export --format xml", .usage), ("quarantine list --state gone", .usage),
        ])
    func unknown(line: String, code: ExitCode) {
        #expect(station.run(line, output) == code)
        #expect(!output.text(.error).isEmpty)
    }

    @Test(
        "with a dataset file that is wrong a dry run ends as the operation does",
        arguments: ["release --all", "undo", "reprocess 1", "edit 1 --set mood_score=1"])
    func brokenDataset(line: String) throws {
        for name in ["data/processed", "quarantine", "logs"] {
            try station.directory.makeDirectory(name)
        }
        try station.directory.write(Array("name = ".utf8), to: "data/datasets/lab.toml")
        let dry = TestOutput()
        #expect(station.run("quarantine \(line)", output) == .configuration)
        #expect(station.run("quarantine \(line) --dry-run", dry) == .configuration)
        #expect(output.text(.error).contains("lab.toml:1:"))
        #expect(dry.text(.error) == output.text(.error))
    }

    @Test("a filter names the columns of the console's list by their titles")
    func titles() {
        #expect(places("--filter why:outside") == ["one.csv:3", "two.csv:2"])
        #expect(places("--filter since:2024-05") == places(""))
        #expect(places("--filter since:2025") == [])
        #expect(places("--filter time:2024-05") == places(""))
    }

    @Test("export as CSV has a header and a record for each finding, safe for a spreadsheet")
    func exportCSV() throws {
        try station.store(
            TestStation.header + TestStation.record(minute: 5, mood: "=1+1"), as: "three.csv")
        #expect(station.run("quarantine export --in three.csv", output) == .done)
        let lines = output.text(.output).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("entry_id,file,line,"))
        #expect(lines[1].contains("three.csv,2,") && lines[1].contains(",mood_score,'=1+1,"))
        let raw = TestOutput()
        #expect(station.run("quarantine export --in three.csv --raw", raw) == .done)
        #expect(raw.text(.output).contains(",mood_score,=1+1,"))
    }

    @Test("export as JSON lines has the record; a file that exists is never overwritten")
    func exportJSON() throws {
        let path = station.directory.path(of: "held.jsonl")
        let line = "quarantine export --format jsonl --output \(path)"
        #expect(station.run(line, output) == .done)
        #expect(output.text(.output).isEmpty)
        let text = try #require(station.directory.text(of: "held.jsonl"))
        let entries = text.split(separator: "\n").compactMap { JSONValue(Array($0.utf8)) }
        #expect(entries.count == 4)
        #expect(
            entries.last?["raw"]?.text
                == String(TestStation.record(minute: 4, mood: "7").dropLast()))
        #expect(station.run(line, output) == .cannotCreate)
        #expect(station.directory.text(of: "held.jsonl") == text)
    }

    @Test("a station without a database has nothing in quarantine")
    func noDatabase() throws {
        let empty = try TestStation()
        #expect(empty.run("quarantine list", output) == .done)
        #expect(output.text(.output).isEmpty)
    }
}
