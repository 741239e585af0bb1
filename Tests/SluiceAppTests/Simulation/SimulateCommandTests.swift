internal import SluiceApp
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("sluice simulate")
struct SimulateCommandTests {
    private let station: TestStation
    private let output = TestOutput()

    init() throws { station = try TestStation() }

    private func simulate(_ options: String, code: ExitCode = .done) throws -> JSONValue {
        let output = TestOutput()
        #expect(station.run("simulate --json \(options)", output) == code)
        return try #require(JSONValue(Array(output.text(.output).utf8)))
    }

    @Test("shares by kind and by code")
    func chosen() throws {
        let told = try simulate(
            "--dry-run --files 10 --rows 100 --corrupt time=1%,RANGE=2% --odd crlf=3 --seed 4")
        #expect(told["delivered"] == .boolean(false) && told["seed"]?.integer == 4)
        #expect(told["held"]?.integer == 30)
        #expect(told["faults"]?["time"]?.integer == 10 && told["faults"]?["low"]?.integer == 10)
        #expect(told["faults"]?["short"]?.integer == 0)
        #expect(told["oddities"]?["crlf"]?.integer == 30)
        #expect(station.directory.names(in: "data").filter { $0.hasSuffix(".csv") }.isEmpty)
    }

    @Test("a rate delivers the same files")
    func rate() throws {
        let told = try simulate("--rate 100000/s --files 3 --rows 10 --corrupt 0 --duplicates 0")
        #expect(told["held"]?.integer == 0 && told["files"]?.integer == 3)
        let seed = told["seed"]?.integer ?? 0
        #expect(
            station.directory.names(in: "data").filter { $0.hasSuffix(".csv") }
                == (1...3).map { "sim-\(seed)-00000\($0).csv" })
    }

    @Test("the table names kinds, codes and what is expected")
    func table() {
        #expect(station.run("simulate --dry-run --seed 1", output) == .done)
        let text = output.text(.output)
        #expect(text.contains("would deliver 10 files of 1000 records and 1 copies"))
        #expect(text.contains("open-quote") && text.contains("QUOTE") && text.contains("stored"))
        #expect(text.contains("findings RANGE"))
    }

    @Test(
        "what cannot be is said",
        arguments: [
            "--rate 0", "--rate 5/h", "--rate x", "--files 0", "--rows 0", "--rows 10000001",
            "--corrupt 101", "--corrupt -1", "--corrupt rnage=1", "--corrupt 60 --odd 60",
            "--rows 9000000 --corrupt 5", "--seed -1", "--duplicates x", "--odd RANGE=1",
        ])
    func usage(_ options: String) {
        #expect(station.run("simulate --dry-run \(options)", output) == .usage)
        #expect(!output.text(.error).isEmpty)
    }

    @Test("the same seed twice, and a directory that is no station, are said")
    func failures() throws {
        _ = try simulate("--files 1 --rows 1 --seed 8")
        #expect(station.run("simulate --files 1 --rows 1 --seed 8", output) == .cannotCreate)
        #expect(output.text(.error).contains("--seed"))
        let other = try TemporaryDirectory()
        #expect(output.run("--station \(other.path) simulate") == .noInput)
    }
}
