internal import FoundationEssentials
internal import SluiceApp
internal import Testing

@Suite("The README tells the truth")
struct ReadmeTests {
    private static let readme: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    }()

    private static let commands = readme.split(separator: "\n")
        .filter { $0.hasPrefix("    sluice ") }.map { $0.trimmingPrefix("    sluice ") }
        .map(String.init)

    @Test("its command lines parse", arguments: commands)
    func parse(_ line: String) throws {
        let words = line.split(separator: " ").map { Array($0.utf8) }
        _ = try CommandLineParser().parse(words)
    }

    @Test("it has the exit statuses of the program", arguments: ExitCode.allCases)
    func exitCodes(_ code: ExitCode) {
        #expect(Self.commands.count > 3)
        #expect(Self.readme.contains("| \(code.rawValue) | \(code.summary)"))
    }
}
