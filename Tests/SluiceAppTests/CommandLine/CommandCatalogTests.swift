internal import SluiceApp
internal import Testing

@Suite("Command catalog")
struct CommandCatalogTests {
    @Test("names are unique and made of at most two words")
    func names() {
        let names = CommandCatalog.commands.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(CommandCatalog.commands.allSatisfy { $0.words.count <= 2 })
    }

    @Test(
        "every command is explained and has examples that parse", arguments: CommandCatalog.commands
    )
    func explained(_ command: Command) throws {
        #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
        #expect(!command.details.isEmpty)
        #expect(!command.examples.isEmpty)
        for example in command.examples {
            var words = example.line.split(separator: " ").map { Array($0.utf8) }
            #expect(words.removeFirst() == Array("sluice".utf8))
            guard case .run(let parsed, _) = try CommandLineParser().parse(words) else {
                Issue.record("\(example.line) does not run a command")
                continue
            }
            #expect(parsed.name == command.name)
        }
    }

    @Test(
        "help for a command starts with its examples and names its options",
        arguments: CommandCatalog.commands)
    func help(_ command: Command) throws {
        let text = try #require(HelpText().text(for: command.words))
        for option in command.options { #expect(text.contains(option.name)) }
        if !command.words.isEmpty {
            let examples = try #require(text.firstRange(of: "Examples:"))
            let usage = try #require(text.firstRange(of: "Usage:"))
            #expect(examples.lowerBound < usage.lowerBound)
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 130 })
    }

    @Test("options are unique and documented")
    func options() {
        let options = OptionCatalog.all(of: CommandCatalog.commands)
        let names = options.flatMap { [$0.name, $0.shortName].compactMap(\.self) }
        #expect(Set(names).count == names.count)
        for option in options {
            #expect(option.name.hasPrefix("--") && !option.summary.isEmpty)
        }
    }

    @Test("the overview names every command and every exit status")
    func overview() throws {
        let text = try #require(HelpText().text(for: []))
        for command in CommandCatalog.commands { #expect(text.contains(command.summary)) }
        for code in ExitCode.allCases { #expect(text.contains("\(code.rawValue)")) }
    }
}

extension Command: CustomTestStringConvertible {
    /// The words that select it.
    public var testDescription: String { name }
}
