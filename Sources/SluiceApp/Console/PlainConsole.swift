@preconcurrency internal import Dispatch
internal import SluiceConfig
internal import SluiceConsole
internal import SluiceCore
internal import SluiceSystem

/// What a console shows, as lines that only grow: for screen readers, for slow lines, for terminals without a screen.
///
/// The log and the state are told as they come, the rest a second behind a change of state and once a minute from then on, and
/// of that only what is new: a station on which nothing happens says one line a minute. A class, because it is fed by pictures on a queue of its own and remembers
/// what it has said.
final class PlainConsole: Sendable {
    /// Seconds between two reports.
    private static let reportSeconds = 60.0
    /// Seconds from a new state to its report: what happened before a start is known by then.
    private static let settleSeconds = 1.0
    private static let locationsRequest = RequestID(1)

    private let station: ConsoleParts
    private let preferences: Preferences
    private let context: CommandContext
    private let queue = DispatchQueue(label: "sluice.plain")
    private let timer: any DispatchSourceTimer
    // All of these are touched on `queue` only.
    nonisolated(unsafe) private var lastLine: Int64 = 0
    nonisolated(unsafe) private var lastState = ""
    /// When the pipeline started whose lines were shown last, in microseconds since 1970 UTC; 0 before there was one.
    nonisolated(unsafe) private var started: Int64 = 0
    /// What the last report said.
    nonisolated(unsafe) private var lastReport: [String] = []
    /// The locations that were told last.
    nonisolated(unsafe) private var lastLocations: [String] = []
    /// The revision of the picture that locations were asked for last.
    nonisolated(unsafe) private var lastRevision: UInt64?
    nonisolated(unsafe) private var observer: Int?

    /// A console over a way to the owner and to the database, with the metric and the range of the console's last run.
    init(_ station: ConsoleParts, _ preferences: Preferences, context: CommandContext) {
        self.station = station
        self.preferences = preferences
        self.context = context
        timer = DispatchSource.makeTimerSource(queue: queue)
    }

    /// Runs one on the pipeline of this process, or on that of the station's owner. Blocks until a signal; call it on the main thread.
    static func run(_ invocation: Invocation, _ context: CommandContext) throws -> ExitCode {
        try StationOwner.workReached(context.system) {
            try own(invocation, context)
        } ask: {
            try attach(invocation, context)
        }
    }

    private static func own(
        _ invocation: Invocation, _ context: CommandContext
    ) throws -> ExitCode {
        let service = try Service.open(for: .console, invocation, context)
        let session = try StationSession(invocation, context)
        let station = ConsoleParts(
            link: service.live, answers: try ConsoleParts.answers(of: session))
        let console = PlainConsole(station, preferences(session, context), context: context)
        console.start()
        let code = service.run()
        console.close()
        return code
    }

    private static func attach(
        _ invocation: Invocation, _ context: CommandContext
    ) throws -> ExitCode? {
        let session = try StationSession(invocation, context)
        guard let station = try ConsoleParts.attached(session, context, isReadOnly: true)
        else { return nil }
        let ended = DispatchSemaphore(value: 0)
        let signals = Signals(queue: DispatchQueue(label: "sluice.attach.signals")) {
            @Sendable _ in
            context.output.hurry()
            ended.signal()
        }
        let console = PlainConsole(station, preferences(session, context), context: context)
        console.start()
        ended.wait()
        console.close()
        signals.cancel()
        return .done
    }

    private static func preferences(
        _ session: StationSession, _ context: CommandContext
    ) -> Preferences {
        let logs = try? session.settings.directory(\.logs, in: session.station, context.system)
            .make()
        return PreferencesFile(logs: logs, system: context.system).read()
    }

    private func start() {
        queue.sync {
            context.output.line("times are UTC")
            timer.setEventHandler { @Sendable [weak self] in self?.report() }
            timer.resume()
            observer = station.link.observe { @Sendable [weak self] in
                self?.showLater()
            }
        }
    }

    /// Says what is new and stops.
    private func close() {
        queue.sync {
            if let observer { station.link.forget(observer) }
            observer = nil
            timer.cancel()
            show()
        }
        station.answers.close()
    }

    private func showLater() {
        queue.async { @Sendable [weak self] in self?.show() }
    }

    private func show() {
        dispatchPrecondition(condition: .onQueue(queue))
        let picture = station.link.newest
        // Another owner counts its lines anew.
        if started != 0, picture.pipeline.startedMicroseconds != started { lastLine = 0 }
        started = picture.pipeline.startedMicroseconds
        for line in picture.log where line.id > lastLine {
            lastLine = line.id
            let details = line.fields.map { " \($0.name)=\($0.value)" }.joined()
            say(line.microseconds, "\(line.level.rawValue) \(line.message)\(details)")
        }
        let state = picture.pipeline.state.rawValue
        if state != lastState {
            lastState = state
            say(picture.takenMicroseconds, state)
            reportLater(seconds: Self.settleSeconds)
        }
        context.output.flush()
    }

    private func reportLater(seconds: Double) {
        timer.schedule(deadline: .now() + seconds, leeway: .milliseconds(100))
    }

    /// Says how the station stands: the first line always, of the others those that are new.
    private func report() {
        let picture = station.link.newest
        let lines = PlainReport(picture).lines
        for (place, line) in lines.enumerated() where place == 0 || !lastReport.contains(line) {
            say(context.system.realtimeMicroseconds(), line)
        }
        lastReport = lines
        context.output.flush()
        askForLocations(picture)
        reportLater(seconds: Self.reportSeconds)
    }

    private func askForLocations(_ picture: StationSnapshot) {
        guard observer != nil, picture.revision != lastRevision,
            let metric = preferences.shownMetric(of: picture.metrics)
        else { return }
        lastRevision = picture.revision
        let query = StationQuery.locations(metric, preferences.range, buckets: 1)
        station.answers.ask(query, as: Self.locationsRequest) { @Sendable [weak self] answer in
            guard let self, case .locations(let page) = answer else { return }
            queue.async { @Sendable [weak self] in self?.say(page) }
        }
    }

    private func say(_ page: LocationsPage) {
        guard observer != nil else { return }
        let lines = PlainReport.lines(of: page)
        guard page.count > 0, lines != lastLocations else { return }
        lastLocations = lines
        for line in lines { say(context.system.realtimeMicroseconds(), line) }
        context.output.flush()
    }

    private func say(_ microseconds: Int64, _ text: String) {
        context.output.line("\(ClockText.time(microseconds, zone: .utc).string) \(text)")
    }
}
