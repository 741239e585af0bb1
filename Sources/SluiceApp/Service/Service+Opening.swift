internal import SluiceConfig
internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem

extension Service {
    /// The service for some work on the station that a command line names, which this process owns from here on.
    package static func open(
        for work: Work, _ invocation: Invocation, _ context: CommandContext
    ) throws(CommandFailure) -> Service {
        let session = try StationSession(invocation, context)
        var settings = session.settings.pipeline
        let patience = OwnedStation.Patience(seconds: work.lockSeconds) {
            context.output.message($0)
        }
        let owned = try OwnedStation(session, patience: patience, system: context.system)
        settings.taking.catalog = try session.datasets.catalog()
        settings.rules = session.rules
        settings.datasetsOfNow = session.datasetsOfNow
        return Service(
            station: owned, work: work,
            settings: settings, logs: session.settings.logs,
            live: LiveStation(live(session, settings, context), system: context.system),
            control: session.control, context: context,
            report: WorkReport(output: context.output, isJSON: invocation.has(.json)))
    }

    private static func live(
        _ session: StationSession, _ pipeline: PipelineSettings, _ context: CommandContext
    ) -> LiveStation.Parts {
        let inbox = session.settings.directory(\.inbox, in: session.station, context.system)
        var parts = LiveStation.Parts(
            name: session.shownPath, database: session.store.path,
            catalog: pipeline.taking.catalog, quarantineRecords: pipeline.quarantineLimit.records
        ) { () throws(SystemError) in try inbox.open() }
        parts.inboxName = session.shownInbox
        parts.limits = session.settings.alerts
        parts.isLocalTime = session.settings.resolved.configuration.timeZone == .local
        return parts
    }
}

extension Service.Work {
    /// How many seconds its start waits for a command that has the station; other work is done by who has it.
    fileprivate var lockSeconds: Double {
        switch self {
        case .forever: .infinity
        case .once: 30
        case .console, .ingest, .operate: 0
        }
    }
}
