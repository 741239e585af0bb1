internal import SluiceApp
internal import Testing

@Suite("Command line parser")
struct CommandLineParserTests {
    private static let commands = [
        command("", options: [.headless, .once, .file, .status]),
        command("ingest", operands: .some("FILE")),
        command("status", options: [.json]),
        command("quarantine list", options: [.json, .limit]),
        command("quarantine show", operands: .one("ID")),
        command("init", operands: .optional("DIR")),
    ]

    private static func command(
        _ words: String, operands: Command.Operands = .none, options: [CommandOption] = []
    ) -> Command {
        Command(
            words, operands: operands, options: options, summary: "s", details: "d", examples: []
        ) { _, _ in .done }
    }

    private func parse(_ line: String) throws -> (name: String, invocation: Invocation)? {
        let words = line.split(separator: " ").map { Array($0.utf8) }
        let request = try CommandLineParser(commands: Self.commands).parse(words)
        guard case .run(let command, let invocation) = request else { return nil }
        return (command.name, invocation)
    }

    private func operands(_ line: String) throws -> [String]? {
        try parse(line)?.invocation.operands.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "words select a command, the rest are operands",
        arguments: [
            ("", "sluice", []), ("--headless --once", "sluice", []),
            ("ingest a b", "sluice ingest", ["a", "b"]),
            ("quarantine list", "sluice quarantine list", []),
            ("quarantine show 7", "sluice quarantine show", ["7"]),
            ("init", "sluice init", []), ("init d", "sluice init", ["d"]),
            ("ingest -- --odd.csv", "sluice ingest", ["--odd.csv"]),
            ("--file a.csv", "sluice ingest", ["a.csv"]),
            ("--file=a.csv", "sluice ingest", ["a.csv"]),
            ("--status --json", "sluice status", []),
            ("--station d status", "sluice status", []), ("ingest -", "sluice ingest", ["-"]),
        ])
    func words(line: String, name: String, operands: [String]) throws {
        #expect(try parse(line)?.name == name)
        #expect(try self.operands(line) == operands)
    }

    @Test("option values may follow or be attached")
    func values() throws {
        for line in [
            "quarantine list --limit 3", "quarantine --limit=3 list", "--limit 3 quarantine list",
        ] {
            #expect(try parse(line)?.invocation.count(.limit) == 3)
        }
        let station = try parse("status --station=a=b")?.invocation.text(.station)
        #expect(station == "a=b")
    }

    @Test("names of files may be any bytes")
    func bytes() throws {
        let name: [UInt8] = [0x66, 0xFF, 0x2E]
        let request = try CommandLineParser(commands: Self.commands)
            .parse([Array("ingest".utf8), name])
        guard case .run(_, let invocation) = request else {
            Issue.record("not run")
            return
        }
        #expect(invocation.operands == [name])
    }

    @Test("help and version win over everything else")
    func help() throws {
        let parser = CommandLineParser(commands: Self.commands)
        func request(_ line: String) throws -> CommandLineParser.Request {
            try parser.parse(line.split(separator: " ").map { Array($0.utf8) })
        }
        guard case .help(["ingest"]) = try request("ingest --help"),
            case .help(["quarantine"]) = try request("quarantine -h"),
            case .help([]) = try request("--help"), case .version = try request("ingest --version")
        else {
            Issue.record("not help or version")
            return
        }
    }

    @Test(
        "what is wrong is said with a suggestion",
        arguments: [
            ("ingset a", "unknown command `ingset`", "did you mean `sluice ingest`?"),
            (
                "quarantine lst", "unknown command `quarantine lst`",
                "did you mean `sluice quarantine list`?"
            ),
            ("quarntine", "unknown command `quarntine`", "did you mean `sluice quarantine`?"),
            ("status --jsno", "unknown option --jsno", "did you mean --json?"),
            ("--headles", "unknown option --headles", "did you mean --headless?"),
            ("zzzzzz", "unknown command `zzzzzz`", "see: sluice help"),
            (
                "quarantine", "`sluice quarantine` needs one of: list, show",
                "see: sluice help quarantine"
            ),
            ("ingest", "`sluice ingest` needs at least one FILE", "see: sluice help ingest"),
            ("ingest a --json", "`sluice ingest` does not take --json", "see: sluice help ingest"),
            ("status x", "`sluice status` takes nothing but options", "see: sluice help status"),
        ])
    func suggestions(line: String, message: String, hint: String) {
        let failure = #expect(throws: CommandFailure.self) { try parse(line) }
        #expect(failure == CommandFailure(.usage, message, hint: hint))
    }

    @Test(
        "a value that is missing, not wanted or no number is refused",
        arguments: [
            "status --station", "status --json=1", "quarantine list --limit x",
            "quarantine list --limit -1",
        ])
    func badValues(_ line: String) {
        let failure = #expect(throws: CommandFailure.self) {
            _ = try parse(line)?.invocation.count(.limit)
        }
        #expect(failure?.code == .usage)
    }
}
