internal import SluiceSystem

extension Command {
    /// Opens a console on the station's owner.
    package static let attach = Command(
        "attach", options: [.readOnly],
        summary: "open a console on the instance that runs on this station",
        details: """
            Shows what the running instance does and hands it what the operator asks for, over its control socket. q and Q
            end the console, the instance goes on. When the instance ends, the console says so and waits for the next.
            Ends with 66 when none is running.
            """,
        examples: [
            Example("sluice attach", "a console on a headless instance"),
            Example("sluice attach --read-only", "look, and change nothing"),
        ]
    ) { invocation, context in
        guard HostProcess.hasTerminal else {
            throw CommandFailure(
                .usage, "there is no terminal to show a console on",
                hint: "sluice status tells the state of the station")
        }
        guard
            let code = try ConsoleRun.attach(
                invocation, context, isReadOnly: invocation.has(.readOnly))
        else {
            throw CommandFailure(
                .noInput, "no instance is running on this station",
                hint: "start one: sluice, or sluice --headless")
        }
        return code
    }
}
