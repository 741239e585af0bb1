internal import SluiceApp
internal import SluiceConfig
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("sluice datasets try")
struct DatasetsTryCommandTests {
    private let directory: TemporaryDirectory
    private let output = TestOutput()

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write(
            TestStation.header + TestStation.record(minute: 1)
                + TestStation.record(minute: 2, mood: "-0.5")
                + TestStation.record(minute: 3, mood: "7")
                + TestStation.record(minute: 4, mood: "x"),
            to: "x.csv")
        var dataset = Dataset.university
        dataset.name = "lecture"
        dataset.match.files = ["lecture_*.csv"]
        try directory.write(DatasetWriter.text(of: dataset), to: "lecture.toml")
    }

    private func attempt(_ operands: String) -> ExitCode {
        output.run("--station \(directory.path) datasets try \(operands)")
    }

    @Test("counts by finding, with the first place of each")
    func counts() throws {
        let code = attempt(
            "\(directory.path(of: "lecture.toml")) \(directory.path(of: "x.csv")) --json")
        #expect(code == .invalid)
        let told = try #require(JSONValue(Array(output.text(.output).utf8)))
        #expect(told["dataset"] == .text("lecture") && told["name_matches"] == .boolean(false))
        #expect(told["records"] == .number(4) && told["stored"] == .number(1))
        #expect(told["held"] == .number(3))
        let findings = try #require(told["findings"]?.elements)
        #expect(findings.map { $0["code"]?.text }.sorted { $0 ?? "" < $1 ?? "" }.last == "RANGE")
        #expect(findings.reduce(0) { $0 + ($1["count"]?.integer ?? 0) } == 3)
        #expect(findings.first { $0["code"] == .text("NUMBER") }?["first_line"] == .number(5))
        #expect(findings.allSatisfy { $0["column"] == .text("mood_score") })
    }

    @Test("the table has a row for each thing that is wrong, the most frequent first")
    func table() {
        let code = attempt("\(directory.path(of: "lecture.toml")) \(directory.path(of: "x.csv"))")
        #expect(code == .invalid)
        let text = output.text(.output)
        #expect(text.contains("4 records: 1 would be stored, 3 held"))
        #expect(text.contains("its name is not lecture_*.csv"))
        #expect(text.contains("NUMBER") && text.contains("mood_score"))
    }

    @Test("a good file ends with 0; a dataset of the station is named")
    func named() throws {
        let station = try TestStation()
        try directory.write(TestStation.header + TestStation.record(minute: 1), to: "good.csv")
        let good = directory.path(of: "good.csv")
        #expect(station.run("datasets try university \(good)", output) == .done)
        #expect(station.run("datasets try universty \(good)", output) == .noInput)
    }

    @Test("what is missing or wrong is said")
    func failures() throws {
        let data = directory.path(of: "x.csv")
        #expect(attempt("\(directory.path(of: "lecture.toml"))") == .usage)
        #expect(attempt("none.toml \(data)") == .noInput)
        #expect(attempt("\(directory.path(of: "lecture.toml")) none.csv") == .noInput)
        try directory.write("nam = 1\n", to: "bad.toml")
        #expect(attempt("\(directory.path(of: "bad.toml")) \(data)") == .invalid)
        #expect(output.text(.error).contains("bad.toml:1:1"))
    }

    private struct Trial: Equatable {
        var freed: Int?
        var rejected: Int?
        var held: Int?
        var stored: Int?
    }

    private func trial(_ station: TestStation, _ sets: String) throws -> (Trial, JSONValue) {
        let output = TestOutput()
        #expect(station.run("datasets try university \(sets) --json", output) == .done)
        let told = try #require(JSONValue(Array(output.text(.output).utf8)))
        return (
            Trial(
                freed: told["freed"]?.integer, rejected: told["rejected"]?.integer,
                held: told["held"]?.integer, stored: told["stored"]?.integer), told
        )
    }

    @Test("other limits are tried on what is held and what is stored")
    func limits() throws {
        let station = try TestStation()
        try station.store(
            TestStation.header + TestStation.record(minute: 1, mood: "2")
                + TestStation.record(minute: 2, mood: "-0.5")
                + TestStation.record(minute: 3, mood: "7")
                + TestStation.record(minute: 4, mood: "x")
                + TestStation.record(minute: 5, mood: "4.5"), as: "a.csv")
        let (lower, told) = try trial(station, "--with mood_score.minimum=-1")
        #expect(lower == Trial(freed: 1, rejected: 0, held: 3, stored: 2))
        #expect(told["estimate"] == .boolean(false))
        let (both, _) = try trial(
            station, "--with mood_score.minimum=-1 --with mood_score.maximum=10")
        #expect(both == Trial(freed: 2, rejected: 0, held: 3, stored: 2))
        let (narrow, places) = try trial(station, "--with mood_score.maximum=3")
        #expect(narrow == Trial(freed: 0, rejected: 1, held: 3, stored: 2))
        #expect(places["locations"]?.elements.first?["rejected"] == .number(1))
        let (none, _) = try trial(
            station, "--with mood_score.maximum= --with mood_score.minimum=")
        #expect(none.freed == 2)
        #expect(station.run("datasets try university --with mood_score=3", output) == .usage)
        #expect(station.run("datasets try university --with mod_score.minimum=3", output) == .usage)
        #expect(output.text(.error).contains("did you mean mood_score?"))
        #expect(station.run("datasets try university --with mood_score.maximum=3", output) == .done)
        #expect(output.text(.output).contains("university.mood_score: 0…5 → 0…3"))
        #expect(output.text(.output).contains("reject 1 of 2 stored rows"))
    }
}
