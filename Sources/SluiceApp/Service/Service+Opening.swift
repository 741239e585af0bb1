extension Service {
    /// The service of the station that a command line names, which this process owns from here on.
    package static func open(
        _ invocation: Invocation, _ context: CommandContext
    ) throws(CommandFailure) -> Service {
        let station = try StationFinder(system: context.system).station(for: invocation)
        let settings = try StationSettings(
            station: station, invocation: invocation, context: context)
        return Service(
            station: try OwnedStation(station, system: context.system), settings: settings,
            context: context,
            report: WorkReport(output: context.output, isJSON: invocation.has(.json)))
    }
}
