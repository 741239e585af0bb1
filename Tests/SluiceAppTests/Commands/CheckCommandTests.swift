internal import SluiceApp
internal import SluiceCore
internal import SluiceTestKit
internal import SluiceSystem
internal import Testing

@Suite("sluice check")
struct CheckCommandTests {
    private let directory: TemporaryDirectory
    private let output = TestOutput()

    init() throws { directory = try TemporaryDirectory() }

    private func check(_ text: String, _ options: String = "") throws -> ExitCode {
        try directory.write(text, to: "x.csv")
        return output.run("check \(options) \(directory.path(of: "x.csv"))")
    }

    @Test("a good file has no findings and ends with 0")
    func good() throws {
        #expect(try check(TestStation.header + TestStation.record(minute: 1)) == .done)
        #expect(output.text(.output).isEmpty)
        #expect(output.text(.error).contains("1 records: 1 would be stored, 0 held"))
    }

    @Test("a finding names file, line, field, code and value, and the end is 1")
    func finding() throws {
        let text =
            TestStation.header + TestStation.record(minute: 1)
            + TestStation.record(minute: 2, mood: "-0.5")
        #expect(try check(text) == .invalid)
        let line = output.text(.output)
        #expect(line.hasPrefix("\(directory.path(of: "x.csv")):3:11: RANGE: mood_score: "))
        #expect(line.hasSuffix("(value: -0.5)\n"))
        #expect(!output.text(.error).contains("-0.5"))
    }

    @Test("a refused file has a finding without a line")
    func refused() throws {
        #expect(try check("a,b\n1,2\n") == .invalid)
        #expect(output.text(.output).hasPrefix("\(directory.path(of: "x.csv")): HEADER: "))
    }

    @Test("JSON has a line for each finding and one for the file")
    func json() throws {
        let text = TestStation.header + TestStation.record(minute: 2, mood: "x\u{1B}")
        #expect(try check(text, "--json") == .invalid)
        let lines = output.text(.output).split(separator: "\n").map { JSONValue(Array($0.utf8)) }
        #expect(lines.count == 2)
        #expect(lines[0]?["code"] == .text("NUMBER") && lines[0]?["value"] == .text("x\u{1B}"))
        #expect(lines[0]?["line"] == .number(2) && lines[0]?["column_index"] == .number(11))
        #expect(lines[1]?["valid"] == .boolean(false) && lines[1]?["held"] == .number(1))
    }

    @Test("hidden characters in values do not reach a terminal")
    func hostile() throws {
        _ = try check(TestStation.header + TestStation.record(minute: 1, mood: "\u{1B}[2J\u{202E}"))
        #expect(output.text(.output).utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
        #expect(output.text(.output).contains("␛[2J<202E>"))
    }

    @Test("a missing file and a directory are no input; other files are checked all the same")
    func missing() throws {
        try directory.write(TestStation.header, to: "x.csv")
        let good = directory.path(of: "x.csv")
        #expect(output.run("check \(directory.path)/none \(good)") == .noInput)
        #expect(output.run("check \(directory.path)") == .noInput)
        #expect(output.text(.error).contains("\(good): 0 records"))
    }

    @Test("a file larger than a block is judged whole")
    func large() throws {
        let records = (0..<10_000).map { TestStation.record(minute: $0 % 60) }.joined()
        let text = TestStation.header + records + TestStation.record(minute: 1, mood: "9")
        #expect(try check(text) == .invalid)
        #expect(output.text(.output).contains("x.csv:10002:11: RANGE"))
        #expect(output.text(.error).contains("10001 records: 10000 would be stored, 1 held"))
    }
}
