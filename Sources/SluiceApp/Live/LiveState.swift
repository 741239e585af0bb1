package import SluiceCore
package import SluicePipeline
internal import SluiceStore
internal import SluiceSystem

/// What a station's picture is made of beside the pipeline's own: gathered from events, never asked of the database again.
///
/// Pure: every moment comes from outside.
package struct LiveState: Sendable {
    /// A moment by both clocks.
    package struct Moment: Sendable {
        /// Nanoseconds of the monotonic clock.
        package var nanoseconds: UInt64
        /// Microseconds since 1970 UTC.
        package var wallMicroseconds: Int64

        /// Makes a moment.
        package init(nanoseconds: UInt64, wallMicroseconds: Int64) {
            self.nanoseconds = nanoseconds
            self.wallMicroseconds = wallMicroseconds
        }
    }

    /// What the database said when the station was opened.
    package struct Start: Sendable {
        /// The files entered last, newest first.
        package var files: [FileSummary] = []
        /// Files of the ledger.
        package var knownFiles = 0
        /// Files entered into the ledger since ``dayStart``.
        package var filesToday = 0
        /// Entries held.
        package var heldRecords = 0
        /// Datasets with tables.
        package var datasets: Set<String> = []

        /// An empty database.
        package init() {}
    }

    /// The newest log lines.
    package var log = LogTail()
    /// The simulated feed.
    package var feed = StationSnapshot.Feed.off
    /// The alerts.
    package var alerts: AlertEngine
    /// Entries held now: an estimate between two looks at the database.
    package var heldRecords = 0
    /// What arrived in the last hour.
    package private(set) var arrivals = ArrivalHistory()
    /// The room on the disk of the database when it could be measured last; nil before.
    private var freeBytes: Int?

    /// What the last operation restated.
    private var restatement: Restatement?

    private let limits: AlertLimits
    private let day: @Sendable (Int64) -> Int64
    private let catalog: DatasetCatalog
    private var roll = FileRoll()
    private var throughput: ThroughputMeter
    /// Records read from the start of the pipeline to the last picture.
    private var recordsRead = 0
    private var stages = StageClock()
    private var datasets: Set<String> = []
    private var knownFiles = 0
    private var filesToday = 0
    private var today: Int64 = 0
    /// Begins with the moment of the start, so that a console that was there before tells two owners apart.
    private var revision: UInt64
    /// What the wall clock is ahead of the monotonic one; kept while it jumps by less than a second, so that charts stand still.
    private var wallOffset: Int64 = 0
    /// When files were committed that are not archived yet, by ledger id.
    private var committed: [Int64: UInt64] = [:]

    /// Nothing gathered.
    ///
    /// - Parameter day: the number of the day, in the zone that is shown, of microseconds since 1970.
    package init(
        limits: AlertLimits, catalog: DatasetCatalog, now: Moment,
        day: @escaping @Sendable (Int64) -> Int64
    ) {
        self.limits = limits
        self.catalog = catalog
        self.day = day
        alerts = AlertEngine(limits: limits)
        throughput = ThroughputMeter(startNanoseconds: now.nanoseconds)
        today = day(now.wallMicroseconds)
        revision = UInt64(max(0, now.wallMicroseconds))
    }

    /// Goes on from what the database holds.
    package mutating func begin(_ start: Start) {
        roll = FileRoll(start.files)
        knownFiles = start.knownFiles
        filesToday = start.filesToday
        heldRecords = start.heldRecords
        datasets = start.datasets
        revision += 1
    }

    /// Counts what arrived in the hour before the pipeline started, which another process may have taken.
    package mutating func recall(
        _ buckets: [ArrivalCounts], of frame: ArrivalFrame, now: Moment
    ) {
        arrivals.recall(
            buckets, of: frame,
            wallOffsetMicroseconds: now.wallMicroseconds - Int64(now.nanoseconds / 1_000))
    }

    /// Something outside the pipeline changed what pages show: they are to be asked for again.
    package mutating func contentsChanged() { revision += 1 }

    /// Takes in what happened in the pipeline; answers alerts that began.
    package mutating func take(_ event: PipelineEvent, now: Moment) -> [AlertEngine.Change] {
        switch event {
        case .filesCommitted(let receipts, let commitNanoseconds):
            return committed(receipts, commitNanoseconds, now)
        case .fileArchived(let receipt, _):
            if let start = committed.removeValue(forKey: receipt.fileID) {
                stages.add(.archive, nanoseconds: now.nanoseconds &- start)
            }
            return []
        case .operated(_, let receipt):
            heldRecords = receipt.heldEntries
            for entry in receipt.ledger { roll.update(entry.summary) }
            restate(receipt.report)
            revision += 1
            return []
        default: return []
        }
    }

    /// What moves no aggregate, or is not asked how it does, leaves the marks of the operation before.
    private mutating func restate(_ report: OperationReport) {
        guard let batch = report.batch, !report.effects.isEmpty || report.leavesOutEffects else {
            return
        }
        restatement = Restatement(batch: batch, report.effects)
    }

    private mutating func committed(
        _ receipts: [CommitReceipt], _ commitNanoseconds: UInt64, _ now: Moment
    ) -> [AlertEngine.Change] {
        revision += 1
        turnDay(now.wallMicroseconds)
        knownFiles += receipts.count
        var changes: [AlertEngine.Change] = []
        for receipt in receipts {
            heldRecords += receipt.held
            if let dataset = receipt.datasetName { datasets.insert(dataset) }
            switch receipt.kind {
            case .committed:
                filesToday += 1
                arrivals.add(
                    records: receipt.records, held: receipt.held, reasons: receipt.heldByCode,
                    arrivedNanoseconds: receipt.pending.readySince)
            case .rejected(let findings):
                filesToday += 1
                heldRecords += 1
                changes.append(
                    alerts.fileRejected(
                        id: receipt.fileID, name: PathText.ledgerName(receipt.pending.source.name),
                        code: findings.first?.code ?? .format,
                        wallMicroseconds: now.wallMicroseconds))
            case .duplicate: filesToday += 1
            }
        }
        throughput.add(files: receipts.count, nanoseconds: now.nanoseconds)
        for receipt in receipts.suffix(FileRoll.limit) {
            let spent = time(receipt, commitNanoseconds, now.nanoseconds)
            roll.add(FileSummary(receipt, spent, now.wallMicroseconds))
        }
        return changes
    }

    /// How long the stages of a file took, in nanoseconds, which is noted.
    private mutating func time(
        _ receipt: CommitReceipt, _ commit: UInt64, _ now: UInt64
    ) -> [StageTiming.Stage: UInt64] {
        let store = receipt.writeNanoseconds + commit
        let total = now &- receipt.pending.readySince
        let known = receipt.takeNanoseconds + store
        let spent: [StageTiming.Stage: UInt64] = [
            .wait: total > known ? total - known : 0, .parse: receipt.takeNanoseconds,
            .store: store,
        ]
        for (stage, nanoseconds) in spent { stages.add(stage, nanoseconds: nanoseconds) }
        if committed.count < FileRoll.limit { committed[receipt.fileID] = now }
        return spent
    }

    /// Looks at what holds at a moment; answers alerts that began or ceased.
    package mutating func observe(_ observation: AlertObservation) -> [AlertEngine.Change] {
        turnDay(observation.wallMicroseconds)
        var observation = observation
        // What cannot be measured, because its directory is away, has not changed for the better.
        freeBytes = observation.freeBytes ?? freeBytes
        observation.freeBytes = freeBytes
        observation.errorRate = arrivals.rate(nowNanoseconds: observation.nanoseconds)
        return alerts.observe(observation)
    }

    private mutating func turnDay(_ wallMicroseconds: Int64) {
        let current = day(wallMicroseconds)
        if current != today {
            today = current
            filesToday = 0
        }
    }

    /// The picture of a moment, of everything but what belongs to the process: its access and its database's sizes.
    package mutating func snapshot(_ pipeline: PipelineSnapshot, now: Moment) -> StationSnapshot {
        let offset = now.wallMicroseconds - Int64(now.nanoseconds / 1000)
        if abs(offset - wallOffset) > 1_000_000 { wallOffset = offset / 1_000_000 * 1_000_000 }
        var picture = StationSnapshot()
        picture.takenMicroseconds = now.wallMicroseconds
        picture.revision = revision
        picture.pipeline = pipeline
        // Counted as they are read: a big file is seen long before its commit.
        throughput.add(
            records: max(0, pipeline.recordsRead - recordsRead), nanoseconds: now.nanoseconds)
        recordsRead = max(recordsRead, pipeline.recordsRead)
        picture.filesPerMinute = throughput.filesPerMinute(nowNanoseconds: now.nanoseconds)
        picture.recordsPerSecond = throughput.recordsPerSecond(nowNanoseconds: now.nanoseconds)
        picture.throughput = throughput.perMinute(nowNanoseconds: now.nanoseconds)
        picture.stages = stages.timings { stage in
            switch stage {
            case .wait, .parse: pipeline.waitingFiles
            case .store: 0
            case .archive: pipeline.archivePendingFiles
            }
        }
        picture.knownFiles = knownFiles
        picture.filesToday = filesToday
        picture.heldRecords = heldRecords
        picture.files = roll.list(with: pipeline, name: PathText.ledgerName)
        picture.errorRate = arrivals.series(
            nowNanoseconds: now.nanoseconds, wallOffsetMicroseconds: wallOffset)
        picture.errorRate.threshold = limits.errorRate
        picture.errorRate.thresholdSeconds = limits.errorRateSeconds
        picture.alerts = alerts.alerts
        picture.log = log.newest
        picture.metrics = metrics
        picture.feed = feed
        picture.restatement = restatement
        return picture
    }

    /// The metrics of the datasets that have tables, or of the default one while none has.
    private var metrics: [MetricChoice] {
        let known = catalog.all.filter { datasets.contains($0.name) }
        return (known.isEmpty ? [catalog.fallback] : known).flatMap(\.metricChoices)
    }
}
