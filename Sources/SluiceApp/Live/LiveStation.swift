internal import Dispatch
package import SluiceCore
package import SluicePipeline
package import SluiceStore
package import SluiceSystem
internal import Synchronization

/// The live picture of a station that this process owns: gathered from its pipeline and log, published ten times a second at
/// most and only while something changes.
///
/// A class, because it is fed from several queues. Feeding it never waits for who looks at it. While nobody observes it, it
/// publishes once a second, with ``tick()``.
package final class LiveStation: StationLink {
    /// What it needs to know of the station.
    package struct Parts: Sendable {
        /// The station's directory as text.
        package var name: String
        /// Its inbox as text.
        package var inboxName = ""
        /// The path of the database.
        package var database: [UInt8]
        /// From where on alerts fire.
        package var limits = AlertLimits()
        /// The datasets.
        package var catalog: DatasetCatalog
        /// How many records the quarantine may hold.
        package var quarantineRecords: Int
        /// True when days end at midnight of the machine's zone instead of UTC.
        package var isLocalTime = false
        /// Opens the inbox for the simulated feed.
        package var inbox: @Sendable () throws(SystemError) -> Directory

        /// Makes parts with the default limits.
        package init(
            name: String, database: [UInt8], catalog: DatasetCatalog, quarantineRecords: Int,
            inbox: @escaping @Sendable () throws(SystemError) -> Directory
        ) {
            self.name = name
            self.database = database
            self.catalog = catalog
            self.quarantineRecords = quarantineRecords
            self.inbox = inbox
        }
    }

    /// What it asks of the pipeline and of the process it lives in.
    package struct Owner: Sendable {
        /// The pipeline's newest picture.
        package var picture: @Sendable () -> PipelineSnapshot
        /// Has that picture taken anew.
        package var refresh: @Sendable () -> Void
        /// Has the inbox listed now.
        package var rescan: @Sendable () -> Void
        /// Ends the process in order.
        package var stop: @Sendable () -> Void
        /// Does an operation of the quarantine desk.
        package var operate:
            @Sendable (Pipeline.Operation, @escaping @Sendable (StationReply) -> Void) -> Void
        /// Logs a line.
        package var log: @Sendable (LogLevel, String, [LogEntry.Field]) -> Void

        /// Makes an owner.
        package init(
            picture: @escaping @Sendable () -> PipelineSnapshot,
            refresh: @escaping @Sendable () -> Void, rescan: @escaping @Sendable () -> Void,
            stop: @escaping @Sendable () -> Void,
            operate:
                @escaping @Sendable (
                    Pipeline.Operation, @escaping @Sendable (StationReply) -> Void
                ) -> Void,
            log: @escaping @Sendable (LogLevel, String, [LogEntry.Field]) -> Void
        ) {
            self.picture = picture
            self.refresh = refresh
            self.rescan = rescan
            self.stop = stop
            self.operate = operate
            self.log = log
        }
    }

    /// Least time between two pictures, in nanoseconds.
    static let intervalNanoseconds: UInt64 = 100_000_000

    private struct Pace {
        var isScheduled = false
        var last: UInt64 = 0
    }

    private let system: System
    private let parts: Parts
    private let startMicroseconds: Int64
    private let box = SnapshotBox()
    private let state: Mutex<LiveState>
    private let pace = Mutex(Pace())
    private let owner = Mutex<Owner?>(nil)
    private let feed = Mutex<SimulatedFeed?>(nil)
    private let operations = Mutex(OperationBoard())
    private let queue = DispatchQueue(label: "sluice.live")

    /// A picture of a station whose pipeline is not known yet.
    package init(_ parts: Parts, system: System) {
        self.parts = parts
        self.system = system
        let isLocal = parts.isLocalTime
        let start = Self.moment(system)
        startMicroseconds = start.wallMicroseconds
        state = Mutex(
            LiveState(
                limits: parts.limits, catalog: parts.catalog, now: start
            ) { microseconds in
                let seconds = microseconds / 1_000_000
                return (seconds + (isLocal ? system.zoneOffsetSeconds(atSeconds: seconds) : 0))
                    / 86_400
            })
    }

    /// Says whose picture it is; once, before the pipeline starts.
    package func connect(_ owner: Owner) {
        self.owner.withLock { $0 = owner }
        let feed = SimulatedFeed(system: system, inbox: parts.inbox) { [weak self] failure in
            self?.feedChanged(failure)
        }
        self.feed.withLock { $0 = feed }
    }

    /// Takes in what the database holds, once it is open. Blocks for some milliseconds per 10 000 files.
    package func begin(_ reader: StoreReader) throws(StoreError) {
        var start = LiveState.Start()
        let totals = try reader.totals()
        start.files = try reader.lastFiles(limit: FileRoll.limit).map(\.summary)
        start.knownFiles = totals.files.filter { $0.key != .loading }.values.reduce(0, +)
        start.filesToday = try reader.filesTaken(since: dayStart)
        start.heldRecords = totals.quarantined + (totals.files[.rejected] ?? 0)
        start.datasets = Set(try reader.datasetNames())
        state.withLock { $0.begin(start) }
        // At once: a console that waits for its first picture shall not wait for the pace.
        if box.isObserved { queue.async { @Sendable [self] in publish() } }
    }

    /// Takes in what the database says of the hour before this process; behind the first picture, as it may take 0.15 s per
    /// 100 000 held records.
    package func recall(_ reader: StoreReader) throws(StoreError) {
        let frame = ArrivalFrame(hourBefore: startMicroseconds)
        let buckets = try reader.arrivalCounts(frame)
        state.withLock { $0.recall(buckets, of: frame, now: Self.moment(system)) }
        changed()
    }

    private var dayStart: Int64 {
        let seconds = system.realtimeMicroseconds() / 1_000_000
        let offset = parts.isLocalTime ? system.zoneOffsetSeconds(atSeconds: seconds) : 0
        return ((seconds + offset) / 86_400 * 86_400 - offset) * 1_000_000
    }

    private static func moment(_ system: System) -> LiveState.Moment {
        LiveState.Moment(
            nanoseconds: system.monotonicNanoseconds(),
            wallMicroseconds: system.realtimeMicroseconds())
    }

    // MARK: What happens

    /// Takes in what happened in the pipeline. Any queue; returns at once.
    package func take(_ event: PipelineEvent) {
        let now = Self.moment(system)
        announce(state.withLock { $0.take(event, now: now) })
        changed()
    }

    /// Takes in a line of the log. Any queue; returns at once.
    package func note(_ entry: LogEntry) {
        let line = LogLine(entry)
        state.withLock { $0.log.add(line) }
        changed()
    }

    /// Says that pages are to be asked for again, because something beside the pipeline changed the database.
    package func contentsChanged() {
        state.withLock { $0.contentsChanged() }
        changed()
    }

    /// Looks at sizes and alerts and publishes; once a second.
    package func tick() {
        queue.async { @Sendable [self] in
            observe()
            publish()
        }
    }

    private func observe() {
        guard let picture = owner.withLock({ $0?.picture() }) else { return }
        let now = Self.moment(system)
        var observation = AlertObservation(
            nanoseconds: now.nanoseconds, wallMicroseconds: now.wallMicroseconds, pipeline: picture)
        observation.walBytes = sizes.wal
        observation.freeBytes = freeBytes
        let limit = Double(max(1, parts.quarantineRecords))
        let changes = state.withLock { state in
            observation.quarantineFill = Double(state.heldRecords) / limit
            return state.observe(observation)
        }
        announce(changes)
    }

    private var sizes: (database: Int, wal: Int) {
        func size(_ suffix: String) -> Int {
            let path = parts.database + Array(suffix.utf8)
            return (try? system.information(path: path))?.identity.size ?? 0
        }
        return (size(""), size("-wal"))
    }

    private var freeBytes: Int? {
        let path = PathParts(parts.database).directory
        guard let directory = try? system.openDirectory(path: path) else { return nil }
        return try? system.space(of: directory).freeBytes
    }

    private func announce(_ changes: [AlertEngine.Change]) {
        guard !changes.isEmpty, let log = owner.withLock({ $0?.log }) else { return }
        for change in changes {
            switch change {
            // The log has said already what happened to a file.
            case .began(let alert) where alert.kind == .rejectedFile: break
            case .began(let alert): log(.warning, "alert began", Self.fields(of: alert))
            case .ceased(let alert): log(.info, "alert ceased", Self.fields(of: alert))
            }
        }
    }

    private static func fields(of alert: StationAlert) -> [LogEntry.Field] {
        [.init("kind", .text(alert.kind.rawValue)), .init("message", .text(alert.message))]
    }

    // MARK: Publishing

    /// Publishes soon: at once, or when the last picture is old enough.
    private func changed() {
        guard box.isObserved else { return }
        let now = system.monotonicNanoseconds()
        let delay = pace.withLock { pace -> UInt64? in
            guard !pace.isScheduled else { return nil }
            pace.isScheduled = true
            let due = pace.last + Self.intervalNanoseconds
            return due > now ? due - now : 0
        }
        guard let delay else { return }
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(delay))) { @Sendable [self] in
            pace.withLock { $0.isScheduled = false }
            publish()
        }
    }

    private func publish() {
        dispatchPrecondition(condition: .onQueue(queue))
        guard let owner = owner.withLock({ $0 }) else { return }
        let now = Self.moment(system)
        pace.withLock { $0.last = now.nanoseconds }
        let pipeline = owner.picture()
        let feed = feed.withLock { $0?.current } ?? .off
        var picture = state.withLock { state in
            state.feed = feed
            return state.snapshot(pipeline, now: now)
        }
        picture.station = parts.name
        picture.inbox = parts.inboxName
        picture.operation = operations.withLock { $0.progress }
        (picture.databaseBytes, picture.walBytes) = sizes
        box.put(picture)
        // A file that is being read moves on without an event.
        guard !pipeline.running.isEmpty else { return }
        owner.refresh()
        changed()
    }

    /// Records that arrived in the last minutes, at most 60, and how many of them were held. Any queue.
    func errorCounts(lastMinutes: Int) -> ErrorRateCounts {
        let now = system.monotonicNanoseconds()
        return state.withLock {
            $0.arrivals.counts(lastMinutes: lastMinutes, nowNanoseconds: now)
        }
    }

    // MARK: StationLink

    package var newest: StationSnapshot { box.newest }

    package func observe(_ body: @escaping @Sendable () -> Void) -> Int {
        let number = box.observe(body)
        // At once, as at the begin: a console is shown by the first picture that it gets.
        queue.async { @Sendable [self] in publish() }
        return number
    }

    package func forget(_ observer: Int) { box.forget(observer) }

    /// The owner is this process: while it is stopped, nobody looks.
    package func checkOwner() {}

    package func perform(
        _ command: StationCommand, completion: @escaping @Sendable (StationReply) -> Void
    ) {
        if case .operate(let request) = command {
            guard let owner = owner.withLock({ $0 }) else {
                return completion(.refused("the pipeline has not started"))
            }
            let number = operations.withLock { $0.begin(request) }
            var operation = Pipeline.Operation(request)
            operation.progress = { [self] done, total in
                operations.withLock { $0.advance(number, done: done, total: total) }
                changed()
            }
            operation.isCancelled = { [self] in
                operations.withLock { $0.isCancelled(number) }
            }
            return owner.operate(operation) { [self] reply in
                operations.withLock { $0.end(number) }
                completion(reply)
                changed()
            }
        }
        completion(reply(to: command))
        changed()
    }

    private func reply(to command: StationCommand) -> StationReply {
        switch command {
        case .acknowledge(let alert):
            let now = system.realtimeMicroseconds()
            let isKnown = state.withLock { $0.alerts.acknowledge(alert, wallMicroseconds: now) }
            return isKnown ? .done : .refused("there is no such alert any more")
        case .startFeed(let filesPerMinute, let records):
            return feed.withLock { $0 }?.start(filesPerMinute: filesPerMinute, records: records)
                ?? .refused("the pipeline has not started")
        case .stopFeed:
            feed.withLock { $0 }?.stop()
            return .done
        case .operate: return .refused("an operation is not done here")
        case .cancel(let ticket):
            let isKnown = operations.withLock { $0.cancel(ticket: ticket) }
            return isKnown ? .done : .refused("it is done already")
        case .rescan:
            owner.withLock { $0 }?.rescan()
            return .done
        case .stop:
            owner.withLock { $0 }?.stop()
            return .done
        }
    }

    /// Delivers what a simulation makes, as its feed; see ``SimulatedFeed/run(_:interval:completion:)``.
    package func simulate(
        _ plan: SimulationPlan, interval: Double?,
        completion: @escaping @Sendable (Result<SimulationCounts, SystemError>) -> Void
    ) {
        guard let feed = feed.withLock({ $0 }) else { return completion(.success(.init())) }
        do throws(SystemError) {
            try feed.run(plan, interval: interval, completion: completion)
        } catch {
            completion(.failure(error))
        }
    }

    /// Ends its feed for good; `completion` is called on any queue once no unfinished file of it stands in the inbox.
    package func endFeed(_ completion: @escaping @Sendable () -> Void) {
        guard let feed = feed.withLock({ $0 }) else { return completion() }
        feed.end(completion)
    }

    private func feedChanged(_ failure: String?) {
        if let failure, let log = owner.withLock({ $0?.log }) {
            log(.error, "simulated feed ended", [.init("reason", .text(failure))])
        }
        changed()
    }
}
