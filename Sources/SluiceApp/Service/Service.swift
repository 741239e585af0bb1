internal import Dispatch
package import SluiceCore
package import SluicePipeline
internal import SluiceStore
internal import SluiceSystem
internal import Synchronization

/// The pipeline of a station as a process: started, logged, shown in `status.json`, and stopped by a signal or its work's end.
///
/// A class, because it is the running program: a queue, a timer, signal sources. ``run()`` blocks the main thread;
/// everything else happens on queues.
package final class Service: Sendable {
    /// What the process is for.
    package enum Work: Sendable {
        /// Take files as they come, until a signal.
        case forever
        /// The same, behind a console that shows what the log says.
        case console
        /// Take what is there and arrives meanwhile, then end.
        case once
        /// Take these files, then end.
        case ingest([[UInt8]])
        /// Do one operation of the quarantine desk, report it, then end.
        case operate(
            OperationRequest,
            @Sendable (Result<OperationReport, CommandFailure>) -> ExitCode)
    }

    /// How long a stop may take before the process ends all the same.
    private static let stopSeconds = 4.8

    /// How long the end waits for lines that cannot be written: a full pipe, a dead disk.
    private static let logSeconds = 0.5

    private let work: Work
    private let context: CommandContext
    private let report: WorkReport
    private let station: OwnedStation
    private let log: ProcessLog
    private let pipeline: Pipeline
    /// The live picture of the station, for consoles.
    package let live: LiveStation
    private let control: ControlServer
    private let queue = DispatchQueue(label: "sluice.service")
    private let ended = DispatchSemaphore(value: 0)
    private let exitCode = Mutex(ExitCode.done)
    private let isCancelled = Mutex(false)
    private let document: @Sendable () -> StatusDocument
    // Touched on `queue` only.
    nonisolated(unsafe) private var status: StatusWriter
    nonisolated(unsafe) private var isStopping = false
    nonisolated(unsafe) private var isOperating = false
    nonisolated(unsafe) private var timer: (any DispatchSourceTimer)?
    /// Touched on the main thread only.
    nonisolated(unsafe) private var signals: Signals?

    /// A service on a station, not running yet.
    package init(
        station: OwnedStation, work: Work, settings: PipelineSettings, logs: ProcessLog.Options,
        live: LiveStation, control: ControlSocket, context: CommandContext, report: WorkReport
    ) {
        self.live = live
        self.work = work
        self.context = context
        self.report = report
        self.station = station
        let echo = LogEcho.choose(for: context, least: work.leastEchoedLevel)
        let log = ProcessLog(
            directory: station.logs, system: context.system, options: logs
        ) { entry in
            live.note(entry)
            echo(entry)
        }
        self.log = log
        status = StatusWriter(logs: station.logs, system: context.system)
        pipeline = Pipeline(
            system: context.system, station: station.parts, settings: settings
        ) { event in
            live.take(event)
            for line in EventLog.lines(for: event) { log.log(line.level, line.event, line.fields) }
        }
        let (pipeline, system) = (pipeline, context.system)
        let started = system.monotonicNanoseconds()
        let statusTrouble = status.trouble
        let picture = { @Sendable in pipeline.snapshot.adding(log.trouble ?? statusTrouble.shown) }
        let document = { @Sendable in
            StatusDocument(
                snapshot: picture(),
                rates: StatusDocument.rateMinutes.map { live.errorCounts(lastMinutes: $0) },
                processIdentifier: system.processIdentifier,
                writtenMicroseconds: system.realtimeMicroseconds(),
                uptimeSeconds: Int((system.monotonicNanoseconds() - started) / 1_000_000_000),
                takesInbox: work.watchesInbox, hasDatabase: station.hasDatabase)
        }
        self.document = document
        self.control = ControlServer(
            socket: control,
            service: ControlService(
                link: live,
                status: { document().bytes },
                ingest: { paths, completion in
                    pipeline.ingest(paths) { completion($0.map(FileOutcome.init)) }
                },
                simulate: { plan, interval, completion in
                    live.simulate(plan, interval: interval, completion: completion)
                }), system: system)
        live.connect(
            LiveStation.Owner(
                picture: picture,
                refresh: { pipeline.refresh() },
                rescan: { pipeline.rescan() },
                stop: { [weak self] in self?.requestStop() },
                operate: { operation, completion in
                    pipeline.operate(operation) { result in
                        switch result {
                        case .success(let receipt): completion(.operated(receipt.report))
                        case .failure(let failure):
                            switch failure.kind {
                            case .cancelled: completion(.cancelled)
                            case .stopping: completion(.stopping)
                            case .refused: completion(.refused(failure.message))
                            case .store: completion(.unavailable(failure.message))
                            }
                        }
                    }
                },
                log: { level, event, fields in log.log(level, event, fields) }))
    }

    /// Has the service end in order, as a signal would. Any queue; returns at once.
    package func requestStop() {
        queue.async { @Sendable [self] in stop() }
    }

    /// Does the work and answers how it ended. Blocks until then; call it once, on the main thread.
    package func run() -> ExitCode {
        start()
        return wait()
    }

    /// Begins the work and returns at once; call it once, on the main thread, and ``wait()`` after it.
    package func start() {
        // On a queue of its own: the service's may wait for somebody to read what it says.
        signals = Signals(queue: DispatchQueue(label: "sluice.signals")) { @Sendable [self] _ in
            context.output.hurry()
            requestStop()
        }
        queue.async { @Sendable [self] in begin() }
    }

    /// Answers how the work ended. Blocks until then; call it on the main thread.
    package func wait() -> ExitCode {
        ended.wait()
        signals?.cancel()
        log.flush(seconds: Self.logSeconds)
        return exitCode.withLock { $0 }
    }

    private func begin() {
        log.log(
            .info, "sluice \(Program.version) starts",
            [
                .init("station", .text(PathText.shown(station.directory.shownPath))),
                .init("pid", .integer(Int(context.system.processIdentifier))),
            ])
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now(), repeating: 1, leeway: .milliseconds(100))
        let progress = progressLine()
        timer.setEventHandler { @Sendable [self] in
            status.write(document())
            showProgress(progress)
            live.tick()
            pipeline.refresh()
            log.retry()
        }
        timer.resume()
        self.timer = timer
        // Before the store is opened: a start that waits for it is to be seen, too.
        listen()
        pipeline.start(watchingInbox: work.watchesInbox, patience: work.patience) {
            @Sendable [self] failure in
            queue.async { @Sendable [self] in started(failure) }
        }
    }

    /// What long work shows on a terminal; nil for work without an end, and elsewhere.
    private func progressLine() -> ProgressLine? {
        guard HostProcess.isTerminal(.error) else { return nil }
        let start = context.system.monotonicNanoseconds()
        switch work {
        case .forever, .console, .operate: return nil
        case .once: return ProgressLine(startNanoseconds: start, totalBytes: nil)
        case .ingest(let paths):
            let sizes = paths.map { path in
                (try? context.system.information(path: path)).flatMap { $0?.identity.size } ?? 0
            }
            return ProgressLine(startNanoseconds: start, totalBytes: sizes.reduce(0, +))
        }
    }

    private func showProgress(_ line: ProgressLine?) {
        let now = context.system.monotonicNanoseconds()
        guard let text = line?.text(pipeline.snapshot, nowNanoseconds: now) else { return }
        context.output.progress(text)
    }

    private func started(_ failure: StoreFailure?) {
        if let failure {
            log.log(
                .error, "cannot start",
                [.init("reason", .text(failure.message)), .init("remedy", .text(failure.remedy))])
            return end(.unavailable)
        }
        beginLive()
        switch work {
        case .forever, .console: return
        case .once:
            pipeline.drain { @Sendable [self] result in
                queue.async { @Sendable [self] in end(report.code(of: result)) }
            }
        case .operate(let request, let report):
            isOperating = true
            var operation = Pipeline.Operation(request)
            operation.isCancelled = { [self] in isCancelled.withLock { $0 } }
            if HostProcess.isTerminal(.error) {
                operation.progress = { [context] done, total in
                    var progress = OperationProgress(request)
                    (progress.done, progress.total) = (done, total)
                    context.output.progress(progress.words)
                }
            }
            pipeline.operate(operation) { @Sendable [self] result in
                context.output.removeProgress()
                let code = report(result.map(\.report).mapError { CommandFailure($0) })
                queue.async { @Sendable [self] in
                    isOperating = false
                    end(code)
                }
            }
        case .ingest(let paths):
            pipeline.ingest(paths) { @Sendable [self] results in
                queue.async { @Sendable [self] in
                    end(report.code(of: results.map(FileOutcome.init)))
                }
            }
        }
    }

    /// What the database holds already; without it the picture shows what happens from now on.
    private func beginLive() {
        do {
            let reader = try station.parts.openReader()
            defer { reader.close() }
            try live.begin(reader)
            if work.isWatched { try live.recall(reader) }
        } catch {
            log.log(
                .warning, "the list of earlier files cannot be read",
                [.init("reason", .text(CommandFailure(error).message))])
        }
    }

    /// Lets consoles and commands in; without that the work goes on all the same.
    private func listen() {
        do {
            try control.start()
        } catch {
            log.log(
                .warning, "no console can attach",
                [.init("reason", .text(CommandFailure(error).message))])
        }
    }

    /// A signal: finish what is open and end with 0; an operation that was all the work is taken back instead, and says so
    /// itself. A second one changes nothing.
    private func stop() {
        guard isOperating else { return end(.done) }
        isCancelled.withLock { $0 = true }
    }

    /// Stops the pipeline and then the process.
    private func end(_ code: ExitCode) {
        guard !isStopping else { return }
        isStopping = true
        exitCode.withLock { $0 = code }
        context.output.removeProgress()
        // First, so that the pipeline answers all that was taken before it has stopped.
        control.leave()
        let parts = DispatchGroup()
        parts.enter()
        pipeline.stop { parts.leave() }
        parts.enter()
        live.endFeed { parts.leave() }
        parts.notify(queue: queue) { @Sendable [self] in finish() }
        queue.asyncAfter(deadline: .now() + Self.stopSeconds) { @Sendable [self] in finish() }
    }

    private func finish() {
        guard let timer else { return }
        timer.cancel()
        self.timer = nil
        control.stop()
        status.write(document())
        ended.signal()
    }
}

extension Service.Work {
    /// True when files that arrive in the inbox are taken.
    fileprivate var watchesInbox: Bool {
        switch self {
        case .ingest, .operate: false
        case .forever, .console, .once: true
        }
    }

    /// True when consoles are likely to look at it.
    fileprivate var isWatched: Bool {
        switch self {
        case .forever, .console: true
        case .once, .ingest, .operate: false
        }
    }

    /// How long its start waits for a store that cannot be opened for a while.
    fileprivate var patience: Pipeline.StartPatience {
        switch self {
        case .forever, .console: .endless
        case .once, .ingest: .short
        case .operate: .none
        }
    }

    /// What of the log is shown on the error stream: less when the command reports by itself.
    fileprivate var leastEchoedLevel: LogLevel {
        switch self {
        case .forever: HostProcess.isTerminal(.error) ? .info : .warning
        case .once: .warning
        case .ingest, .console, .operate: .error
        }
    }
}
