internal import SluiceApp
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
}
