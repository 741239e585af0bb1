internal import SluiceApp
internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import Testing

@Suite("Work report")
struct WorkReportTests {
    private let output = TestOutput()

    private func code(_ change: (inout DrainResult) -> Void) -> ExitCode {
        var result = DrainResult()
        change(&result)
        return WorkReport(output: output.makeOutput(), isJSON: false).code(of: result)
    }

    @Test(
        "--once ends with 0, with 1 for invalid files, with 74 for what is left, with 69 for the store"
    )
    func once() {
        #expect(code { _ in } == .done)
        #expect(code { $0.invalidFiles = 2 } == .invalid)
        #expect(
            code { ($0.invalidFiles, $0.stillChanging) = (1, [Array("a\n.csv".utf8)]) }
                == .inputOutput)
        #expect(output.text(.error).contains("still changes: a%0A.csv\n"))
        #expect(
            code { $0.failure = StoreFailure(isEnvironment: true, message: "full") } == .unavailable
        )
    }

    @Test("a file that is stored and not archived ends with 74 and says what happens next")
    func unarchived() throws {
        for (reason, goesOn, words) in [
            (.pending("no space"), false, "not yet in the archive: no space; the next start tries"),
            (
                .pending("no space"), true,
                "not yet in the archive: no space; the running instance goes"
            ),
            (.gone, true, "take the same content again"),
        ] as [(IngestResult.Unarchived, Bool, String)] {
            let output = TestOutput()
            let streams = output.makeOutput()
            var outcome = FileOutcome(path: Array("x.csv".utf8), end: .committed)
            outcome.unarchived = reason
            var json = JSONWriter()
            json.object { outcome.json(into: &$0) }
            let sent = try #require(JSONValue(json.bytes).flatMap(FileOutcome.init))
            #expect(sent == outcome)
            var report = WorkReport(output: streams, isJSON: false)
            report.goesOn = goesOn
            #expect(report.code(of: [sent]) == .inputOutput)
            streams.flush()
            #expect(output.text(.error).contains("x.csv: its rows are stored, but"))
            #expect(output.text(.error).contains(words), "\(output.text(.error))")
        }
    }

    @Test("content of a superseded file is told with the way back, over the control socket too")
    func superseded() throws {
        let streams = output.makeOutput()
        for by in [3, nil] as [Int64?] {
            let outcome = FileOutcome(
                path: Array("x".utf8), end: .duplicate(of: 1, superseded: .init(batch: 7, by: by)))
            var json = JSONWriter()
            json.object { outcome.json(into: &$0) }
            let sent = try #require(JSONValue(json.bytes).flatMap(FileOutcome.init))
            #expect(sent == outcome)
            #expect(WorkReport(output: streams, isJSON: false).code(of: [sent]) == .done)
        }
        streams.flush()
        let lines = output.text(.output).split(separator: "\n")
        try #require(lines.count == 2)
        #expect(lines[0].contains("as file 1, superseded by file 3: nothing of it is stored"))
        #expect(lines[1].contains("as file 1, superseded since: nothing of it is stored"))
        #expect(lines.allSatisfy { $0.hasSuffix("sluice quarantine undo 7") })
    }
}
