internal import SluiceCore
internal import SluiceSystem

/// Reads what ``SnapshotWriter`` wrote; log lines are put behind those that came before, restated hours stay until others come.
struct SnapshotReader {
    private var log = LogTail()
    private var restatement: Restatement?

    /// The picture of a line; nil when it is none.
    mutating func picture(_ json: JSONValue) -> StationSnapshot? {
        guard json["type"]?.text == "snapshot", let pipeline = json["pipeline"] else { return nil }
        var picture = StationSnapshot()
        picture.access = .attached
        picture.station = json["station"]?.text ?? ""
        picture.inbox = json["inbox"]?.text ?? ""
        picture.takenMicroseconds = json.number("taken")
        picture.revision = UInt64(max(0, json.number("revision")))
        picture.pipeline = Self.pipeline(pipeline)
        picture.filesPerMinute = json["files_per_minute"]?.number ?? 0
        picture.recordsPerSecond = json["records_per_second"]?.number ?? 0
        picture.throughput = json.list("throughput").map(\.number)
        picture.stages = json.list("stages").compactMap(Self.stage)
        picture.databaseBytes = json.count("database_bytes")
        picture.walBytes = json.count("wal_bytes")
        picture.knownFiles = json.count("known_files")
        picture.filesToday = json.count("files_today")
        picture.heldRecords = json.count("held_records")
        picture.files = json.list("files").compactMap(Self.file)
        picture.errorRate = json["error_rate"].map(Self.series) ?? ErrorRateSeries()
        picture.alerts = json.list("alerts").compactMap(Self.alert)
        picture.metrics = json.list("metrics").compactMap(Self.metric)
        if let feed = json["feed"] {
            picture.feed = .running(
                files: feed.count("files"), perMinute: feed["per_minute"]?.number ?? 0)
        }
        picture.operation = json["operation"].map { operation in
            OperationProgress(
                ticket: operation.number("ticket"), actor: operation["actor"]?.text ?? "",
                action: operation["action"]?.text ?? "", done: operation.count("done"),
                total: operation.count("total"))
        }
        for line in json.list("log").compactMap(Self.line) { log.add(numbered: line) }
        picture.log = log.newest
        restatement = json["restatement"].flatMap(Self.restatement) ?? restatement
        picture.restatement = restatement
        return picture
    }

    private static func restatement(_ json: JSONValue) -> Restatement? {
        guard let batch: Int64 = json.optional("batch") else { return nil }
        var restatement = Restatement(batch: batch)
        for part in json.list("hours") {
            guard let metric = part["metric"]?.text, let location = part["location"]?.text else {
                return nil
            }
            restatement.add(HourSpans(json: part["hours"]), of: metric, at: location)
        }
        return restatement
    }

    private static func pipeline(_ json: JSONValue) -> PipelineSnapshot {
        var pipeline = PipelineSnapshot()
        pipeline.state = json["state"]?.text.flatMap(PipelineSnapshot.State.init) ?? .starting
        pipeline.startedMicroseconds = json.number("started")
        pipeline.waitingFiles = json.count("waiting")
        pipeline.settlingFiles = json.count("settling")
        pipeline.archivePendingFiles = json.count("archive_pending")
        pipeline.lagNanoseconds = UInt64(max(0, json.number("lag_ns")))
        pipeline.lastCommitMicroseconds = json.optional("last_commit")
        pipeline.lastError = json["last_error"]?.text.map {
            PipelineSnapshot.Failure(message: $0, atMicroseconds: json.number("last_error_at"))
        }
        pipeline.watching = json["watching"]?.text ?? ""
        pipeline.running = json.list("running").compactMap { file in
            let parts = file.elements
            guard parts.count == 7, let name = parts[0].text.flatMap(PathText.bytes(of:)) else {
                return nil
            }
            var running = PipelineSnapshot.RunningFile(
                name: name, sizeBytes: parts[1].integer ?? 0, readBytes: parts[2].integer ?? 0)
            running.records = parts[3].integer ?? 0
            running.held = parts[4].integer ?? 0
            running.arrivedMicroseconds = Int64(parts[5].integer ?? 0)
            running.spentNanoseconds = UInt64(max(0, parts[6].integer ?? 0))
            return running
        }
        pipeline.recordsRead = json.count("records_read")
        let counts = json.list("totals").map { $0.integer ?? 0 }
        if counts.count == 9 {
            pipeline.totals.committedFiles = counts[0]
            pipeline.totals.duplicateFiles = counts[1]
            pipeline.totals.rejectedFiles = counts[2]
            pipeline.totals.archivedFiles = counts[3]
            pipeline.totals.records = counts[4]
            pipeline.totals.stored = counts[5]
            pipeline.totals.held = counts[6]
            pipeline.totals.discarded = counts[7]
            pipeline.totals.bytes = counts[8]
        }
        pipeline.troubles = json.list("troubles").map { trouble in
            PipelineSnapshot.Trouble(
                message: trouble["message"]?.text ?? "", sinceMicroseconds: trouble.number("since"),
                nextAttemptMicroseconds: trouble.optional("next"),
                attempts: trouble.count("attempts"), remedy: trouble["remedy"]?.text ?? "")
        }
        return pipeline
    }

    private static func stage(_ json: JSONValue) -> StageTiming? {
        json["stage"]?.text.flatMap(StageTiming.Stage.init).map { stage in
            StageTiming(
                stage: stage, medianMilliseconds: json["median_ms"]?.number ?? 0,
                slowestMilliseconds: json["slowest_ms"]?.number ?? 0, queue: json.count("queue"))
        }
    }

    private static func phase(_ json: JSONValue) -> FileSummary.Phase? {
        switch json["phase"]?.text {
        case "arriving": .arriving
        case "running": .running(readBytes: json.count("read"))
        case "stored": .stored
        case "partial": .partial
        case "rejected": .rejected(json["code"]?.text.flatMap(FindingCode.init) ?? .format)
        case "duplicate": .duplicate
        case "superseded": .superseded
        case "retrying": .retrying
        default: nil
        }
    }

    private static func file(_ json: JSONValue) -> FileSummary? {
        guard let name = json["name"]?.text, let phase = phase(json) else { return nil }
        var file = FileSummary(
            id: json.optional("id"), name: name, phase: phase, sizeBytes: json.count("size"),
            arrivedMicroseconds: json.number("arrived"))
        file.records = json.count("records")
        file.stored = json.count("stored")
        file.held = json.count("held")
        file.discarded = json.count("discarded")
        file.committedMicroseconds = json.optional("committed")
        file.milliseconds = json["ms"]?.integer
        file.dataset = json["dataset"]?.text ?? ""
        for stage in StageTiming.Stage.allCases {
            file.stages[stage] = json["stages"]?[stage.rawValue]?.integer
        }
        return file
    }

    private static func series(_ json: JSONValue) -> ErrorRateSeries {
        var series = ErrorRateSeries()
        series.bucketSeconds = json.count("bucket_s")
        series.endMicroseconds = json.number("end")
        series.buckets = json.list("buckets").map { bucket in
            var counts = ErrorRateCounts()
            counts.records = bucket.elements.first?.integer ?? 0
            counts.held = bucket.elements.last?.integer ?? 0
            return counts
        }
        series.reasons = json.list("reasons").compactMap { reason in
            reason.elements.first?.text.flatMap(FindingCode.init).map { code in
                ReasonCount(code, reason.elements.last?.integer ?? 0)
            }
        }
        series.current = json["current"]?.number
        series.previous = json["previous"]?.number
        series.threshold = json["threshold"]?.number
        series.thresholdSeconds = json.count("threshold_s")
        return series
    }

    private static func alert(_ json: JSONValue) -> StationAlert? {
        guard let kind = json["kind"]?.text.flatMap(StationAlert.Kind.init) else { return nil }
        var alert = StationAlert(
            id: json.number("id"), kind: kind, message: json["message"]?.text ?? "",
            sinceMicroseconds: json.number("since"))
        alert.clearedMicroseconds = json.optional("cleared")
        alert.isAcknowledged = json["acknowledged"] == .boolean(true)
        alert.remedy = json["remedy"]?.text
        alert.fileID = json.optional("file")
        return alert
    }

    private static func metric(_ json: JSONValue) -> MetricChoice? {
        let parts = json.elements.compactMap(\.text)
        return parts.count == 3
            ? MetricChoice(dataset: parts[0], name: parts[1], unit: parts[2]) : nil
    }

    private static func line(_ json: JSONValue) -> LogLine? {
        guard let level = json["level"]?.text.flatMap(LogLine.Level.init) else { return nil }
        let texts = json.list("fields").map { $0.text ?? "" }
        return LogLine(
            id: json.number("id"), microseconds: json.number("at"), level: level,
            source: json["source"]?.text ?? "", message: json["message"]?.text ?? "",
            fields: stride(from: 0, to: texts.count - 1, by: 2).map { (texts[$0], texts[$0 + 1]) },
            fileID: json.optional("file"))
    }
}

extension JSONValue {
    /// An integer member; 0 when it is missing.
    fileprivate func number(_ key: String) -> Int64 { Int64(self[key]?.integer ?? 0) }
    /// An integer member; nil when it is missing or null.
    fileprivate func optional(_ key: String) -> Int64? { self[key]?.integer.map { Int64($0) } }
    /// An integer member; 0 when it is missing.
    fileprivate func count(_ key: String) -> Int { self[key]?.integer ?? 0 }
    /// The elements of a member; none when it is missing.
    fileprivate func list(_ key: String) -> [JSONValue] { self[key]?.elements ?? [] }
}
