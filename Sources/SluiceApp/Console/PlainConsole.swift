internal import Dispatch
internal import SluiceConsole
internal import SluiceCore
internal import SluiceSystem

/// What a console shows, as lines that only grow: for screen readers, for slow lines, for terminals without a screen.
///
/// A class, because it is fed by pictures on a queue of its own and remembers what it has said.
final class PlainConsole: Sendable {
    private static let summarySeconds: Int64 = 60

    private let link: any StationLink
    private let context: CommandContext
    private let queue = DispatchQueue(label: "sluice.plain")
    // All of these are touched on `queue` only.
    nonisolated(unsafe) private var lastLine: Int64 = 0
    nonisolated(unsafe) private var lastState = ""
    /// When the pipeline started whose lines were shown last, in microseconds since 1970 UTC; 0 before there was one.
    nonisolated(unsafe) private var started: Int64 = 0
    nonisolated(unsafe) private var lastSummary: Int64 = 0
    nonisolated(unsafe) private var observer: Int?

    /// A console over a way to the owner.
    init(_ link: any StationLink, context: CommandContext) {
        self.link = link
        self.context = context
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
        let console = PlainConsole(service.live, context: context)
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
        Signals.ignoreUnhandled()
        let signals = Signals(queue: DispatchQueue(label: "sluice.attach.signals")) {
            @Sendable _ in ended.signal()
        }
        let console = PlainConsole(station.link, context: context)
        console.start()
        ended.wait()
        console.close()
        signals.cancel()
        return .done
    }

    private func start() {
        queue.sync {
            observer = link.observe { @Sendable [weak self] in
                self?.showLater()
            }
        }
    }

    /// Says what is new and stops.
    private func close() {
        queue.sync {
            if let observer { link.forget(observer) }
            show()
        }
    }

    private func showLater() {
        queue.async { @Sendable [weak self] in self?.show() }
    }

    private func show() {
        dispatchPrecondition(condition: .onQueue(queue))
        let picture = link.newest
        // Another owner counts its lines anew.
        if started != 0, picture.pipeline.startedMicroseconds != started { lastLine = 0 }
        started = picture.pipeline.startedMicroseconds
        for line in picture.log where line.id > lastLine {
            lastLine = line.id
            let details = line.fields.map { " \($0.name)=\($0.value)" }.joined()
            say(line.microseconds, "\(line.level.rawValue) \(line.message)\(details)")
        }
        let state = picture.pipeline.state.rawValue
        let isDue = picture.takenMicroseconds - lastSummary >= Self.summarySeconds * 1_000_000
        if state != lastState || isDue {
            lastState = state
            lastSummary = picture.takenMicroseconds
            say(picture.takenMicroseconds, summary(picture))
        }
        context.output.flush()
    }

    private func summary(_ picture: StationSnapshot) -> String {
        let lag = Double(picture.pipeline.lagNanoseconds) / 1e9
        return
            "\(picture.pipeline.state.rawValue), \(picture.pipeline.waitingFiles) files waiting, "
            + "\(NumberText.rate(picture.filesPerMinute)) files/min, "
            + "\(NumberText.rate(picture.recordsPerSecond)) records/s, "
            + "lag \(ClockText.duration(seconds: lag)), \(picture.heldRecords) records held, "
            + "\(picture.firingAlerts) alerts"
    }

    private func say(_ microseconds: Int64, _ text: String) {
        context.output.line("\(ClockText.time(microseconds, zone: .utc).string) \(text)")
    }
}
