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
            ("quarantine list --code RANG", .usage), ("quarantine list --state gone", .usage),
        ])
    func unknown(line: String, code: ExitCode) {
        #expect(station.run(line, output) == code)
        #expect(!output.text(.error).isEmpty)
    }

    @Test("a station without a database has nothing in quarantine")
    func noDatabase() throws {
        let empty = try TestStation()
        #expect(empty.run("quarantine list", output) == .done)
        #expect(output.text(.output).isEmpty)
    }
}
