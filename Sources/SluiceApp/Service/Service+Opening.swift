internal import SluicePipeline

extension Service {
    /// The service for some work on the station that a command line names, which this process owns from here on.
    package static func open(
        for work: Work, _ invocation: Invocation, _ context: CommandContext
    ) throws(CommandFailure) -> Service {
        let session = try StationSession(invocation, context)
        var settings = session.settings.pipeline
        settings.taking.catalog = try session.datasets.catalog()
        return Service(
            station: try OwnedStation(session, system: context.system), work: work,
            settings: settings,
            logs: session.settings.logs, context: context,
            report: WorkReport(output: context.output, isJSON: invocation.has(.json)))
    }
}
