extension Command {
    /// Explains the program or one command.
    package static let help = Command(
        "help", operands: .any("COMMAND"),
        summary: "explain a command",
        details:
            "Without a command: the list of all of them. `sluice COMMAND --help` says the same.",
        examples: [
            Example("sluice help init", "what init does and takes"),
            Example("sluice help", "all commands, options and exit statuses"),
        ]
    ) { invocation, context in
        let words = invocation.operands.map { String(decoding: $0, as: UTF8.self) }
        guard let text = HelpText().text(for: words) else {
            // The parser knows how to suggest.
            _ = try CommandLineParser().parse(invocation.operands + [Array("--help".utf8)])
            throw CommandFailure(.usage, "no such command", hint: "see: sluice help")
        }
        context.output.block(text)
        return .done
    }
}
