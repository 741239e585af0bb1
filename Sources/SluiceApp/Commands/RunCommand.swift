extension Command {
    /// Runs the pipeline; the command without words.
    package static let run = Command(
        "", options: [.headless, .once, .file, .status] + OptionCatalog.settings,
        summary: "take files as they arrive, until SIGTERM or SIGINT",
        details: """
            Takes files from the station's inbox data/ as they arrive. With --once it takes all that is there and
            arrives meanwhile, waits at most 30 s for files that still change, and ends: with 1 when a record was held
            or a file refused, with 74 when files were left. One process at a time owns a station.
            """,
        examples: [
            Example("sluice --headless", "take files until SIGTERM, without a console"),
            Example(
                "sluice --headless --once", "take what is there, then end: for cron and scripts"),
        ]
    ) { invocation, context in
        if !invocation.has(.headless) {
            context.output.message(
                "sluice: no console in this version, running as --headless does; drop CSV files into the "
                    + "inbox, end with Ctrl-C")
        }
        return try Service.open(
            for: invocation.has(.once) ? .once : .forever, invocation, context
        ).run()
    }
}
