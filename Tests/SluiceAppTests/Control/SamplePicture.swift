internal import SluiceCore

/// A picture in which everything is something else than its default.
enum SamplePicture {
    static var full: StationSnapshot {
        var picture = StationSnapshot()
        picture.station = "/srv/in"
        picture.inbox = "/srv/in/data"
        picture.takenMicroseconds = 1_700_000_000_000_001
        picture.revision = 9
        picture.pipeline.state = .running
        picture.pipeline.startedMicroseconds = 5
        picture.pipeline.waitingFiles = 1
        picture.pipeline.settlingFiles = 2
        picture.pipeline.archivePendingFiles = 3
        picture.pipeline.lagNanoseconds = 4
        picture.pipeline.lastCommitMicroseconds = 6
        picture.pipeline.lastError = .init(message: "store: full", atMicroseconds: 7)
        picture.pipeline.watching = "polling"
        var running = PipelineSnapshot.RunningFile(name: [0xFF, 97], sizeBytes: 10, readBytes: 4)
        (running.records, running.held, running.arrivedMicroseconds) = (7, 1, 8)
        running.spentNanoseconds = 9
        picture.pipeline.recordsRead = 10
        picture.pipeline.running = [running]
        picture.pipeline.totals.committedFiles = 1
        picture.pipeline.totals.bytes = 9
        picture.pipeline.troubles = [
            .init(
                message: "store: full", sinceMicroseconds: 1, nextAttemptMicroseconds: nil,
                attempts: 2, remedy: "make room")
        ]
        picture.operation = OperationProgress(
            ticket: 1_700_000_000_000_002, actor: "op", action: "release", done: 3, total: 9)
        picture.restatement = Restatement(batch: 57)
        picture.restatement?.add(hours, of: "mood_score", at: "103")
        picture.filesPerMinute = 12
        picture.recordsPerSecond = 3_100.5
        picture.throughput = [nil, 1.5, 0]
        picture.stages = [
            StageTiming(stage: .parse, medianMilliseconds: 1.5, slowestMilliseconds: 9, queue: 2)
        ]
        (picture.databaseBytes, picture.walBytes) = (10, 11)
        (picture.knownFiles, picture.filesToday, picture.heldRecords) = (12, 13, 14)
        picture.files = files
        picture.errorRate.endMicroseconds = 77
        picture.errorRate.buckets = [.init(), counts(10, 2)]
        picture.errorRate.reasons = [ReasonCount(.range, 2)]
        picture.errorRate.current = 0.2
        picture.errorRate.threshold = 0.05
        var alert = StationAlert(
            id: 3, kind: .rejectedFile, message: "a.csv: HEADER", sinceMicroseconds: 4)
        alert.clearedMicroseconds = 5
        alert.isAcknowledged = true
        alert.fileID = 6
        alert.remedy = "see to it"
        picture.alerts = [alert]
        picture.log = [
            LogLine(id: 1, microseconds: 1, level: .alert, source: "alert", message: "first"),
            LogLine(
                id: 2, microseconds: 2, level: .warning, source: "commit", message: "second",
                fields: [("held", "3"), ("name", "a\u{1B}.csv")], fileID: 4),
        ]
        picture.metrics = [MetricChoice(dataset: "university", name: "mood_score", unit: "°")]
        picture.feed = .running(files: 4, perMinute: 60)
        return picture
    }

    /// What was restated at one location.
    static var hours: HourSpans {
        var hours = HourSpans()
        hours.insert(-3 ... -1)
        hours.insert(493_000)
        return hours
    }

    private static func counts(_ records: Int, _ held: Int) -> ErrorRateCounts {
        var counts = ErrorRateCounts()
        counts.records = records
        counts.held = held
        return counts
    }

    private static var files: [FileSummary] {
        let phases: [FileSummary.Phase] = [
            .running(readBytes: 4), .arriving, .retrying, .stored, .partial, .duplicate,
            .superseded, .rejected(.header),
        ]
        return phases.enumerated().map { number, phase in
            var file = FileSummary(
                id: number < 3 ? nil : Int64(number), name: "%FF\(number).csv", phase: phase,
                sizeBytes: number, arrivedMicroseconds: Int64(number))
            (file.records, file.stored, file.held, file.discarded) = (10, 5, 3, 2)
            file.committedMicroseconds = number < 3 ? nil : 99
            file.milliseconds = number == 1 || number == 2 ? nil : 35
            file.dataset = "university"
            return file
        }
    }
}
