internal import SluiceCore
internal import SluiceTestKit
internal import Testing

@Suite("Simulated files through the program")
struct SimulateTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        #expect(try Program.run("init", directory.path).status == 0)
    }

    private func json(_ arguments: [String]) throws -> [JSONValue] {
        let outcome = try Program(["--station", directory.path] + arguments).wait()
        #expect(outcome.status == 0, "\(outcome.messages)")
        return outcome.output.split(separator: "\n").compactMap { JSONValue(Array($0.utf8)) }
    }

    @Test("the database says what simulate said", arguments: [1, 2, 3])
    func exact(seed: Int) throws {
        let told = try #require(
            try json(
                ["simulate", "--files", "12", "--rows", "300", "--corrupt", "2.5", "--odd", "5%"]
                    + ["--duplicates", "25%", "--seed", "\(seed)", "--json"]
            ).first)
        let run = try Program([
            "--station", directory.path, "--headless", "--once", "--mode=record",
        ])
        .wait()
        #expect(run.status == 1, "\(run.messages)")

        let database = try #require(try json(["status", "--json"]).first?["database"])
        #expect(database["records"]?.integer == 3600 && told["records"]?.integer == 3600)
        #expect(database["stored"]?.integer == 3510 && told["stored"]?.integer == 3510)
        #expect(database["quarantined"]?.integer == 90 && told["held"]?.integer == 90)
        #expect(database["files"]?["duplicate"]?.integer == 3)
        #expect(told["duplicates"]?.integer == 3)

        for code in FindingCode.allCases {
            let listed = try json(
                ["quarantine", "list", "--json", "--limit", "0", "--code", code.rawValue])
            #expect(listed.count == told["findings"]?[code.rawValue]?.integer ?? 0)
            #expect(listed.allSatisfy { $0["findings"]?.elements.count == 1 })
        }
    }
}
