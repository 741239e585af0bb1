internal import SluiceSystem

extension Command {
    /// Runs the pipeline with its console; the command without words.
    package static let run = Command(
        "",
        options: [.headless, .plain, .once, .file, .status] + OptionCatalog.settings,
        summary: "take files as they arrive and show them in a console",
        details: """
            Takes files from the station's inbox data/ as they arrive, with a console in front: ? shows its keys, q ends
            both. On a station that has an owner the console attaches to it. Without a terminal, and with --headless, there
            is no console: end it with SIGTERM or SIGINT. With --once it takes all that is there and arrives meanwhile, waits
            at most 30 s for files that still change, and ends: with 1 when a record was held or a file refused, with 74 when
            files were left. One process at a time owns a station.
            """,
        examples: [
            Example("sluice", "the console"),
            Example("sluice --plain", "lines instead of a screen"),
            Example("sluice --headless", "take files until SIGTERM, without a console"),
            Example(
                "sluice --headless --once", "take what is there, then end: for cron and scripts"),
        ]
    ) { invocation, context in
        if invocation.has(.once) { return try Service.open(for: .once, invocation, context).run() }
        if invocation.has(.plain) { return try PlainConsole.run(invocation, context) }
        if !invocation.has(.headless) {
            if HostProcess.hasTerminal { return try ConsoleRun.run(invocation, context) }
            context.output.message(
                "sluice: there is no terminal, running as --headless does; end with SIGTERM")
        }
        return try Service.open(for: .forever, invocation, context).run()
    }
}
