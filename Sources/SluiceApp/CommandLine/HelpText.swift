/// Help for the whole program and for each command, derived from the catalogs.
package struct HelpText: Sendable {
    private let commands: [Command]

    /// Help for a list of commands.
    package init(commands: [Command] = CommandCatalog.commands) {
        self.commands = commands
    }

    /// Help on what words select: a command, a group of commands, or for no words the program.
    ///
    /// nil when they select nothing.
    package func text(for words: [String]) -> String? {
        if words.isEmpty { return overview() }
        if let command = commands.first(where: { $0.words == words }) { return text(for: command) }
        let group = commands.filter { $0.words.starts(with: words) }
        return group.isEmpty ? nil : text(forGroup: group, words: words)
    }

    private func overview() -> String {
        let named = commands.filter { !$0.words.isEmpty }
        let start = commands.filter(\.words.isEmpty)
        var lines = [
            "sluice: sensor files into SQLite, every record accounted for", "", "Examples:",
        ]
        lines += columns(
            (start + named).compactMap { command in
                command.examples.first.map { ($0.line, $0.purpose) }
            })
        lines += ["", "Commands:"]
        lines += columns((start + named).map { (usage($0), $0.summary) })
        let options = OptionCatalog.global + (start.first?.options ?? [])
        lines += ["", "Options:"] + columns(options.map { (spelling($0), $0.summary) })
        lines += ["", "Exit status:"]
        lines += columns(ExitCode.allCases.map { ("\($0.rawValue)", $0.summary) })
        lines += ["", "More on a command: sluice help COMMAND", ""]
        return lines.joined(separator: "\n")
    }

    private func text(for command: Command) -> String {
        var lines = ["\(command.name): \(command.summary)", "", "Examples:"]
        lines += command.examples.flatMap { ["  \($0.line)", "      \($0.purpose)"] }
        lines += ["", "Usage:", "  \(usage(command))", ""]
        lines += command.details.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        let options = command.options + OptionCatalog.global
        lines += ["", "Options:"] + columns(options.map { (spelling($0), $0.summary) })
        return lines.joined(separator: "\n") + "\n"
    }

    private func text(forGroup group: [Command], words: [String]) -> String {
        let name = (["sluice"] + words).joined(separator: " ")
        var lines = ["\(name): one of these", "", "Examples:"]
        lines += columns(
            group.compactMap { command in
                command.examples.first.map { ($0.line, $0.purpose) }
            })
        lines += ["", "Commands:"] + columns(group.map { (usage($0), $0.summary) })
        return lines.joined(separator: "\n") + "\n"
    }

    /// The command as it is typed, with its options in brackets unless they are many.
    private func usage(_ command: Command) -> String {
        let options =
            command.options.count > 4 ? ["[OPTION…]"] : command.options.map { "[\($0.usage)]" }
        return ([command.name] + options + [command.operands.usage]).filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private func spelling(_ option: CommandOption) -> String {
        option.shortName.map { "\(option.usage), \($0)" } ?? option.usage
    }

    /// Two columns; a long left side gets a line of its own.
    private func columns(_ rows: [(left: String, right: String)]) -> [String] {
        let limit = 34
        let width = min(rows.map(\.left.count).max() ?? 0, limit)
        return rows.flatMap { row -> [String] in
            guard row.left.count <= width else {
                return ["  " + row.left, String(repeating: " ", count: width + 4) + row.right]
            }
            let padding = String(repeating: " ", count: width - row.left.count + 2)
            return ["  " + row.left + padding + row.right]
        }
    }
}
