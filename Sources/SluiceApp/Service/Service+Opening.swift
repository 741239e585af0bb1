internal import SluicePipeline

extension Service {
    /// The service of the station that a command line names, which this process owns from here on.
    package static func open(
        _ invocation: Invocation, _ context: CommandContext
    ) throws(CommandFailure) -> Service {
        let station = try StationFinder(system: context.system).station(for: invocation)
        return Service(
            station: try OwnedStation(station, system: context.system),
            settings: PipelineSettings(), context: context,
            report: WorkReport(output: context.output, isJSON: invocation.has(.json)))
    }
}
