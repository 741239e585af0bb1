internal import SluiceSystem

/// The program from arguments to exit status.
package struct Program: Sendable {
    /// The version of sluice, as `--version` shows it.
    package static let version = "0.1.0"

    private let context: CommandContext
    private let commands: [Command]

    /// A program with commands and what they work with.
    package init(context: CommandContext, commands: [Command] = CommandCatalog.commands) {
        self.context = context
        self.commands = commands
    }

    /// Runs the process: its arguments, its streams; ends it with the exit status.
    package static func main() -> Never {
        Signals.ignoreUnhandled()
        HostProcess.reserveStreams()
        HostProcess.limitFreeMemory()
        let system = System()
        system.makeCreationPrivate()
        let context = CommandContext(system: system, output: Output(system: system))
        let code = Program(context: context).run(HostProcess.arguments())
        HostProcess.exit(code.rawValue)
    }

    /// Runs one command line and answers how it ended; says on the error stream what went wrong.
    ///
    /// What was done is not done well when its data could not be written: somebody relies on having it.
    package func run(_ arguments: [[UInt8]]) -> ExitCode {
        let code = outcome(of: arguments)
        context.output.flush()
        guard let failure = context.output.failure else { return code }
        context.output.message("sluice: cannot write the standard output: \(failure.reason)")
        return code == .done || code == .invalid ? .inputOutput : code
    }

    private func outcome(of arguments: [[UInt8]]) -> ExitCode {
        do {
            switch try CommandLineParser(commands: commands).parse(arguments) {
            case .version:
                context.output.line("sluice \(Self.version)")
                return .done
            case .help(let words):
                context.output.block(HelpText(commands: commands).text(for: words) ?? "")
                return .done
            case .run(let command, let invocation):
                return try command.run(invocation, context)
            }
        } catch {
            return report(error)
        }
    }

    private func report(_ error: any Error) -> ExitCode {
        let failure = error as? CommandFailure ?? CommandFailure(error)
        let lines = failure.message.split(separator: "\n")
        for line in lines { context.output.message("sluice: \(line)") }
        if let hint = failure.hint { context.output.message("  \(hint)") }
        return failure.code
    }
}
