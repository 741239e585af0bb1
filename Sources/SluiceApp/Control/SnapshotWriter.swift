internal import SluiceCore
internal import SluiceSystem

/// Writes pictures of a station for the control socket: all of a picture but the log lines and the restated hours that were sent
/// before.
struct SnapshotWriter {
    /// The number of the newest log line that was sent.
    private var sentLog: Int64 = 0
    /// What was restated when it was sent last.
    private var sentRestatement: Restatement?

    /// The line of a picture, without its end.
    mutating func line(_ picture: StationSnapshot) -> [UInt8] {
        let log = picture.log.filter { $0.id > sentLog }
        sentLog = picture.log.last?.id ?? sentLog
        var json = JSONWriter()
        json.object { json in
            json.text("type", "snapshot")
            Self.write(picture, into: &json)
            json.array("log") { json in
                for line in log { json.object { Self.write(line, into: &$0) } }
            }
            if let restatement = picture.restatement, restatement != sentRestatement {
                json.object("restatement") { Self.write(restatement, into: &$0) }
                sentRestatement = restatement
            }
        }
        return json.bytes
    }

    private static func write(_ restatement: Restatement, into json: inout JSONWriter) {
        json.integer("batch", restatement.batch)
        json.array("hours") { json in
            restatement.forEach { metric, location, hours in
                json.object { json in
                    json.text("metric", metric)
                    json.text("location", location)
                    hours.json("hours", into: &json)
                }
            }
        }
    }

    private static func write(_ picture: StationSnapshot, into json: inout JSONWriter) {
        json.text("station", picture.station)
        json.text("inbox", picture.inbox)
        json.integer("taken", picture.takenMicroseconds)
        json.integer("revision", picture.revision)
        json.object("pipeline") { write(picture.pipeline, into: &$0) }
        json.number("files_per_minute", picture.filesPerMinute)
        json.number("records_per_second", picture.recordsPerSecond)
        json.array("throughput") { json in picture.throughput.forEach { json.number(nil, $0) } }
        json.array("stages") { json in
            for stage in picture.stages {
                json.object { json in
                    json.text("stage", stage.stage.rawValue)
                    json.number("median_ms", stage.medianMilliseconds)
                    json.number("slowest_ms", stage.slowestMilliseconds)
                    json.integer("queue", stage.queue)
                }
            }
        }
        json.integer("database_bytes", picture.databaseBytes)
        json.integer("wal_bytes", picture.walBytes)
        json.integer("known_files", picture.knownFiles)
        json.integer("files_today", picture.filesToday)
        json.integer("held_records", picture.heldRecords)
        json.array("files") { json in
            for file in picture.files { json.object { write(file, into: &$0) } }
        }
        json.object("error_rate") { write(picture.errorRate, into: &$0) }
        json.array("alerts") { json in
            for alert in picture.alerts { json.object { write(alert, into: &$0) } }
        }
        json.array("metrics") { json in
            for metric in picture.metrics {
                json.array { json in
                    json.text(nil, metric.dataset)
                    json.text(nil, metric.name)
                    json.text(nil, metric.unit)
                }
            }
        }
        if case .running(let files, let perMinute) = picture.feed {
            json.object("feed") { json in
                json.integer("files", files)
                json.number("per_minute", perMinute)
            }
        }
        if let operation = picture.operation {
            json.object("operation") { json in
                json.integer("ticket", operation.ticket)
                json.text("actor", operation.actor)
                json.text("action", operation.action)
                json.integer("done", operation.done)
                json.integer("total", operation.total)
            }
        }
    }

    private static func write(_ pipeline: PipelineSnapshot, into json: inout JSONWriter) {
        json.text("state", pipeline.state.rawValue)
        json.integer("started", pipeline.startedMicroseconds)
        json.integer("waiting", pipeline.waitingFiles)
        json.integer("settling", pipeline.settlingFiles)
        json.integer("archive_pending", pipeline.archivePendingFiles)
        json.integer("lag_ns", pipeline.lagNanoseconds)
        json.integer("last_commit", pipeline.lastCommitMicroseconds)
        json.text("last_error", pipeline.lastError?.message)
        json.integer("last_error_at", pipeline.lastError?.atMicroseconds)
        json.text("watching", pipeline.watching)
        json.array("running") { json in
            for file in pipeline.running {
                json.array { json in
                    json.text(nil, PathText.shown(file.name))
                    json.integer(nil, file.sizeBytes)
                    json.integer(nil, file.readBytes)
                    json.integer(nil, file.records)
                    json.integer(nil, file.held)
                    json.integer(nil, file.arrivedMicroseconds)
                    json.integer(nil, file.spentNanoseconds)
                }
            }
        }
        json.integer("records_read", pipeline.recordsRead)
        json.array("totals") { json in
            let totals = pipeline.totals
            for count in [
                totals.committedFiles, totals.duplicateFiles, totals.rejectedFiles,
                totals.archivedFiles, totals.records, totals.stored, totals.held,
                totals.discarded, totals.bytes,
            ] { json.integer(nil, count) }
        }
        json.array("troubles") { json in
            for trouble in pipeline.troubles {
                json.object { json in
                    json.text("message", trouble.message)
                    json.integer("since", trouble.sinceMicroseconds)
                    json.integer("next", trouble.nextAttemptMicroseconds)
                    json.integer("attempts", trouble.attempts)
                    json.text("remedy", trouble.remedy)
                }
            }
        }
    }

    private static func write(_ file: FileSummary, into json: inout JSONWriter) {
        json.integer("id", file.id)
        json.text("name", file.name)
        switch file.phase {
        case .arriving: json.text("phase", "arriving")
        case .running(let readBytes):
            json.text("phase", "running")
            json.integer("read", readBytes)
        case .stored: json.text("phase", "stored")
        case .partial: json.text("phase", "partial")
        case .rejected(let code):
            json.text("phase", "rejected")
            json.text("code", code.rawValue)
        case .duplicate: json.text("phase", "duplicate")
        case .superseded: json.text("phase", "superseded")
        case .retrying: json.text("phase", "retrying")
        }
        json.integer("size", file.sizeBytes)
        json.integer("records", file.records)
        json.integer("stored", file.stored)
        json.integer("held", file.held)
        json.integer("discarded", file.discarded)
        json.integer("arrived", file.arrivedMicroseconds)
        json.integer("committed", file.committedMicroseconds)
        json.integer("ms", file.milliseconds)
        json.text("dataset", file.dataset)
        guard !file.stages.isEmpty else { return }
        json.object("stages") { json in
            for (stage, milliseconds) in file.stages { json.integer(stage.rawValue, milliseconds) }
        }
    }

    private static func write(_ series: ErrorRateSeries, into json: inout JSONWriter) {
        json.integer("bucket_s", series.bucketSeconds)
        json.integer("end", series.endMicroseconds)
        json.array("buckets") { json in
            for bucket in series.buckets {
                json.array { json in
                    json.integer(nil, bucket.records)
                    json.integer(nil, bucket.held)
                }
            }
        }
        json.array("reasons") { json in
            for reason in series.reasons {
                json.array { json in
                    json.text(nil, reason.code.rawValue)
                    json.integer(nil, reason.count)
                }
            }
        }
        json.number("current", series.current)
        json.number("previous", series.previous)
        json.number("threshold", series.threshold)
        json.integer("threshold_s", series.thresholdSeconds)
    }

    private static func write(_ alert: StationAlert, into json: inout JSONWriter) {
        json.integer("id", alert.id)
        json.text("kind", alert.kind.rawValue)
        json.text("message", alert.message)
        json.integer("since", alert.sinceMicroseconds)
        json.integer("cleared", alert.clearedMicroseconds)
        json.boolean("acknowledged", alert.isAcknowledged)
        json.text("remedy", alert.remedy)
        json.integer("file", alert.fileID)
    }

    private static func write(_ line: LogLine, into json: inout JSONWriter) {
        json.integer("id", line.id)
        json.integer("at", line.microseconds)
        json.text("level", line.level.rawValue)
        json.text("source", line.source)
        json.text("message", line.message)
        json.array("fields") { json in
            for field in line.fields {
                json.text(nil, field.name)
                json.text(nil, field.value)
            }
        }
        json.integer("file", line.fileID)
    }
}
