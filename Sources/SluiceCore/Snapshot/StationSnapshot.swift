/// The immutable picture of a station that a console draws between two questions to the store.
///
/// The owner publishes it at most ten times a second; an attached console gets the same value over the socket.
/// Everything in it is bounded: see the limits beside each list.
package struct StationSnapshot: Sendable, Equatable {
    /// What the console may do with the station.
    package enum Access: Sendable, Equatable {
        /// The pipeline runs in this process.
        case owner
        /// The pipeline runs in another process, reached over its socket.
        case attached
        /// Nobody can be told to do anything: the database is only read.
        case readOnly
    }

    /// The simulated feed that an operator may start on an empty station.
    package enum Feed: Sendable, Equatable {
        /// None runs.
        case off
        /// It drops files into the inbox; how many it has made so far and how many it makes in a minute.
        case running(files: Int, perMinute: Double)
    }

    /// The station's directory as text, see `files.name` for its spelling.
    package var station = ""
    /// Its inbox, the same way: where files are dropped.
    package var inbox = ""
    /// What the console may do.
    package var access: Access = .owner
    /// When the picture was taken, in microseconds since 1970 UTC.
    package var takenMicroseconds: Int64 = 0
    /// Grows with every commit and every operation on the quarantine; pages of an older revision are asked for again.
    package var revision: UInt64 = 0
    /// The pipeline: state word, lag, running files, totals, troubles.
    package var pipeline = PipelineSnapshot()
    /// Files taken in the last minute.
    package var filesPerMinute = 0.0
    /// Records read per second, over the last ten seconds.
    package var recordsPerSecond = 0.0
    /// Records read per second in each of the last 60 minutes, oldest first; nil where nothing ran.
    package var throughput: [Double?] = []
    /// How long the stages take, in the order of a file's way.
    package var stages: [StageTiming] = []
    /// Bytes of the database file.
    package var databaseBytes = 0
    /// Bytes of its write-ahead log.
    package var walBytes = 0
    /// Files in the ledger, all of them; 0 tells an empty station.
    package var knownFiles = 0
    /// Files entered into the ledger since midnight of the zone that is shown, duplicates too.
    package var filesToday = 0
    /// Quarantine entries held now: records and files rejected as a whole.
    package var heldRecords = 0
    /// Running and waiting files, then those of the ledger, newest first; at most 500.
    package var files: [FileSummary] = []
    /// Records held ÷ records read by arrival time.
    package var errorRate = ErrorRateSeries()
    /// Alerts, firing ones first, then the newest; at most 100.
    package var alerts: [StationAlert] = []
    /// The newest log lines, oldest first; at most 1 000.
    package var log: [LogLine] = []
    /// Metrics that locations can be shown by, in the order of their datasets.
    package var metrics: [MetricChoice] = []
    /// The simulated feed.
    package var feed: Feed = .off
    /// The operation of the quarantine desk that is under way; nil while there is none.
    package var operation: OperationProgress?
    /// What the last operation restated, whoever asked for it; nil before the first since the start of the owner.
    package var restatement: Restatement?

    /// How many alerts fire and were not acknowledged.
    package var firingAlerts: Int { alerts.count { $0.isFiring && !$0.isAcknowledged } }

    /// How many alerts fire although an operator has seen them.
    package var acknowledgedAlerts: Int { alerts.count { $0.isFiring && $0.isAcknowledged } }

    /// Takes out what no longer holds once its owner is gone; what was stored stays.
    package mutating func ownerWentAway() {
        pipeline.state = .stopped
        pipeline.running = []
        pipeline.waiting = []
        files.removeAll { $0.id == nil }
        (filesPerMinute, recordsPerSecond) = (0, 0)
        feed = .off
        operation = nil
    }

    /// Says that its owner is stopped: nothing is taken, and what is shown does not change, until it goes on.
    package mutating func ownerStands(process: Int, sinceMicroseconds: Int64) {
        pipeline.state = .stalled
        pipeline.troubles.insert(
            PipelineSnapshot.Trouble(
                message: "the owner is stopped",
                sinceMicroseconds: sinceMicroseconds, nextAttemptMicroseconds: nil, attempts: 1,
                remedy: "Let it go on: kill -CONT \(process)"),
            at: 0)
    }

    /// Says that its owner takes no further client, and that this one goes on asking.
    package mutating func ownerRefuses(_ reason: String, nowMicroseconds: Int64) {
        pipeline.state = .stalled
        pipeline.troubles = [
            PipelineSnapshot.Trouble(
                message: reason, sinceMicroseconds: nowMicroseconds, nextAttemptMicroseconds: nil,
                attempts: 1, remedy: "End another one: this one then connects by itself")
        ]
    }

    /// The picture of a station nobody has looked at yet.
    package init() {}
}
