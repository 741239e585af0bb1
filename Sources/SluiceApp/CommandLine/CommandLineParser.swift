internal import SluiceCore

/// Turns arguments into a command and what it was given, by the catalogs alone.
package struct CommandLineParser: Sendable {
    /// What a command line asks for.
    package enum Request: Sendable {
        /// To run a command.
        case run(Command, Invocation)
        /// To explain a command, or a group of commands, by its words.
        case help([String])
        /// To show the version.
        case version
    }

    private let commands: [Command]
    private let options: [CommandOption]

    /// A parser for a list of commands.
    package init(commands: [Command] = CommandCatalog.commands) {
        self.commands = commands
        options = OptionCatalog.all(of: commands)
    }

    /// Parses the arguments after the program's name. Throws `usage` with a suggestion when something is unknown.
    ///
    /// Options may stand anywhere before `--`, as `--name value` or `--name=value`.
    package func parse(_ arguments: [[UInt8]]) throws(CommandFailure) -> Request {
        var (words, invocation) = try split(arguments)
        if invocation.has(.version) { return .version }
        if let files = rewrite(&invocation), words.isEmpty { words = files }
        let command = try self.command(for: words, isHelp: invocation.has(.help))
        if invocation.has(.help) { return .help(command?.words ?? words.compactMap(Self.text)) }
        guard let command else { throw incomplete(words.compactMap(Self.text)) }
        invocation.operands = Array(words.dropFirst(command.words.count))
        try check(invocation, of: command)
        return .run(command, invocation)
    }

    private static func text(_ bytes: [UInt8]) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    /// Separates words from options.
    private func split(
        _ arguments: [[UInt8]]
    ) throws(CommandFailure) -> (words: [[UInt8]], invocation: Invocation) {
        var words: [[UInt8]] = []
        var invocation = Invocation()
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.first == UInt8(ascii: "-"), argument.count > 1 else {
                words.append(argument)
                continue
            }
            if argument == Array("--".utf8) { return (words + rest, invocation) }
            let parts = argument.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(decoding: parts[0], as: UTF8.self)
            guard let option = options.first(where: { $0.name == name || $0.shortName == name })
            else {
                throw unknownOption(name, words: words)
            }
            let attached = parts.count > 1 ? Array(parts[1]) : nil
            if option.placeholder == nil {
                guard attached == nil else {
                    throw CommandFailure(.usage, "\(name) takes no value")
                }
                invocation.set(option)
            } else {
                guard let value = attached ?? rest.popFirst() else {
                    throw CommandFailure(.usage, "\(name) needs a value: \(option.usage)")
                }
                invocation.set(option, value)
            }
        }
        return (words, invocation)
    }

    /// Turns the original program's `--file F` and `--status` into words.
    private func rewrite(_ invocation: inout Invocation) -> [[UInt8]]? {
        let files = invocation.all(.file)
        if !files.isEmpty {
            invocation.remove(.file)
            return [Array("ingest".utf8)] + files
        }
        guard invocation.has(.status) else { return nil }
        invocation.remove(.status)
        return [Array("status".utf8)]
    }

    /// The command with the longest run of words that starts the line; nil for an incomplete group.
    private func command(
        for words: [[UInt8]], isHelp: Bool
    ) throws(CommandFailure) -> Command? {
        let typed = words.prefix(2).map { Self.text($0) ?? "" }
        let matching = commands.filter { !$0.words.isEmpty && typed.starts(with: $0.words) }
        if let best = matching.max(by: { $0.words.count < $1.words.count }) { return best }
        guard let first = typed.first else { return commands.first { $0.words.isEmpty } }
        let group = commands.filter { $0.words.count > 1 && $0.words.first == first }
        guard group.isEmpty else {
            guard typed.count > 1 else { return nil }
            throw unknownCommand(typed.joined(separator: " "), among: group)
        }
        throw unknownCommand(first, among: commands)
    }

    private func check(
        _ invocation: Invocation, of command: Command
    ) throws(CommandFailure) {
        let accepted = command.options + OptionCatalog.global
        for option in options
        where invocation.has(option) && !accepted.contains(option) {
            throw CommandFailure(
                .usage, "`\(command.name)` does not take \(option.name)", hint: help(command.words))
        }
        guard !command.operands.accepts(invocation.operands.count) else { return }
        let problem: String
        switch command.operands {
        case .none: problem = "takes nothing but options"
        case .optional(let name): problem = "takes at most one \(name)"
        case .one(let name): problem = "needs one \(name)"
        case .some(let name), .any(let name): problem = "needs at least one \(name)"
        }
        throw CommandFailure(.usage, "`\(command.name)` \(problem)", hint: help(command.words))
    }

    private func unknownOption(_ name: String, words: [[UInt8]]) -> CommandFailure {
        let command = try? command(for: words, isHelp: true)
        let candidates = (command?.options ?? []) + OptionCatalog.global
        let nearest =
            NearestName.of(name, among: candidates.map(\.name))
            ?? NearestName.of(name, among: options.map(\.name))
        return CommandFailure(
            .usage, "unknown option \(name)",
            hint: nearest.map { "did you mean \($0)?" } ?? help(command?.words ?? []))
    }

    private func unknownCommand(_ typed: String, among commands: [Command]) -> CommandFailure {
        let names =
            commands.map { $0.words.joined(separator: " ") }
            + Set(commands.compactMap { $0.words.count > 1 ? $0.words.first : nil }).sorted()
        let nearest = NearestName.of(typed, among: names.filter { !$0.isEmpty })
        return CommandFailure(
            .usage, "unknown command `\(typed)`",
            hint: nearest.map { "did you mean `sluice \($0)`?" } ?? help([]))
    }

    private func incomplete(_ words: [String]) -> CommandFailure {
        let name = words.joined(separator: " ")
        let next = commands.filter { $0.words.starts(with: words) }.map { $0.words.last ?? "" }
        return CommandFailure(
            .usage, "`sluice \(name)` needs one of: \(next.joined(separator: ", "))",
            hint: help(words))
    }

    private func help(_ words: [String]) -> String {
        "see: " + (["sluice", "help"] + words).joined(separator: " ")
    }
}
