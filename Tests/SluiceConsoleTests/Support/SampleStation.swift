import SluiceCore

/// Stations as the console may find them; times are those of 2026-11-23, 12:04:33 UTC.
enum SampleStation {
    /// The second the samples are of, in microseconds since 1970.
    static let now: Int64 = 1795435473_000_000

    /// Nothing was ever dropped in.
    static var empty: StationSnapshot {
        var snapshot = StationSnapshot()
        snapshot.station = "/srv/in"
        snapshot.inbox = "/srv/in/data"
        snapshot.takenMicroseconds = now
        snapshot.pipeline.state = .running
        snapshot.pipeline.startedMicroseconds = now - 60_000_000
        return snapshot
    }

    /// A working day.
    static var busy: StationSnapshot {
        var snapshot = empty
        snapshot.revision = 7
        snapshot.pipeline.startedMicroseconds = now - 273_600_000_000
        snapshot.pipeline.lagNanoseconds = 400_000_000
        snapshot.filesPerMinute = 12
        snapshot.recordsPerSecond = 3_100
        snapshot.databaseBytes = 38 << 20
        snapshot.walBytes = 1_258_291
        snapshot.knownFiles = 412
        snapshot.filesToday = 412
        snapshot.heldRecords = 118
        snapshot.files = files
        snapshot.errorRate = errorRate
        snapshot.log = log
        snapshot.alerts = alerts
        snapshot.metrics = SampleStore.metrics
        snapshot.throughput = (0..<60).map { $0 == 20 ? nil : 2_000 + Double($0 * 37 % 900) }
        snapshot.stages = [
            StageTiming(
                stage: .wait, medianMilliseconds: 12, slowestMilliseconds: 210, queue: 1),
            StageTiming(
                stage: .parse, medianMilliseconds: 4.2, slowestMilliseconds: 11, queue: 0),
            StageTiming(
                stage: .store, medianMilliseconds: 21, slowestMilliseconds: 40, queue: 0),
            StageTiming(
                stage: .archive, medianMilliseconds: 0.4, slowestMilliseconds: 2, queue: 0),
        ]
        return snapshot
    }

    /// The database cannot be written: the state word says so, and files wait.
    static func failing(_ word: PipelineSnapshot.State) -> StationSnapshot {
        var snapshot = busy
        snapshot.pipeline.state = word
        snapshot.pipeline.lagNanoseconds = 94_000_000_000
        snapshot.pipeline.waitingFiles = 17
        snapshot.filesPerMinute = 0
        snapshot.recordsPerSecond = 0
        snapshot.pipeline.troubles = [
            PipelineSnapshot.Trouble(
                message: "database or disk is full", sinceMicroseconds: now - 94_000_000,
                nextAttemptMicroseconds: now + 4_000_000, attempts: 5)
        ]
        snapshot.alerts.insert(
            StationAlert(
                id: 9, kind: .trouble, message: "database or disk is full",
                sinceMicroseconds: now - 94_000_000), at: 0)
        return snapshot
    }

    /// Names, messages and values that try to take the terminal over, or are as wide or long as can be.
    static var hostile: StationSnapshot {
        var snapshot = busy
        let names = [
            "a\u{1B}[2J\u{1B}]0;owned\u{7}.csv", "\u{202E}vsc.txt", "日本語のセンサー記録.csv",
            "e\u{301}\u{302}\u{303}\u{304}.csv", String(repeating: "x", count: 5_000) + ".csv",
            "\u{200B}\u{2066}\u{E0041}.csv", "👩‍👩‍👧.csv", "line\nbreak\r.csv",
        ]
        snapshot.station = "/srv/\u{9B}31m入力"
        for (place, name) in names.enumerated() { snapshot.files[place].name = name }
        snapshot.files[1].records = .max
        snapshot.files[1].held = .max / 2
        snapshot.files[1].sizeBytes = .max
        snapshot.files[1].milliseconds = .max
        snapshot.files[2].arrivedMicroseconds = .max
        snapshot.files[3].arrivedMicroseconds = .min
        snapshot.heldRecords = .max
        snapshot.filesPerMinute = .infinity
        snapshot.recordsPerSecond = .nan
        snapshot.databaseBytes = .max
        snapshot.pipeline.lagNanoseconds = .max
        snapshot.pipeline.startedMicroseconds = .min
        for (place, name) in names.enumerated() {
            snapshot.log[place].message = name
            snapshot.log[place].fields = [("na\u{1B}me", name)]
        }
        snapshot.alerts[0].message = names[0] + names[1] + names[2]
        return snapshot
    }

    private static var errorRate: ErrorRateSeries {
        var series = ErrorRateSeries()
        series.endMicroseconds = now
        series.buckets = (0..<60).map { minute in
            var counts = ErrorRateCounts()
            guard !(17...18).contains(minute) else { return counts }
            counts.records = 12_000
            counts.held = minute == 30 ? 0 : 70 + minute * 53 % 160 + (minute > 54 ? 150 : 0)
            return counts
        }
        series.reasons = [
            ReasonCount(.range, 61), ReasonCount(.date, 29), ReasonCount(.null, 18),
            ReasonCount(.number, 10),
        ]
        series.current = 0.021
        series.previous = 0.012
        series.threshold = 0.02
        return series
    }

    private static var log: [LogLine] {
        let texts: [(LogLine.Level, String, String)] = [
            (.info, "commit", "sensor_0404.csv 1 000 rows 40 ms"),
            (.debug, "watch", "inotify: 3 events"),
            (.info, "commit", "sensor_0405.csv 999 rows 37 ms"),
            (.info, "commit", "sensor_0406.csv 1 000 rows 35 ms"),
            (.info, "commit", "sensor_0407.csv 998 rows 36 ms"),
            (.info, "commit", "sensor_0408.csv 1 000 rows 41 ms"),
            (.error, "parse", "sensor_0409.csv header lacks \"timestamp\"; file rejected"),
            (.alert, "rate", "error rate 2.1 % > 2.0 % for 60 s"),
            (.warning, "valid", "sensor_0411.csv 21 records held (2.1 %)"),
            (.info, "commit", "sensor_0412.csv 1 000 rows 38 ms"),
            (.info, "parse", "sensor_0413.csv started"),
        ]
        return (0..<33).map { number in
            let text = texts[number % texts.count]
            return LogLine(
                id: Int64(number + 1), microseconds: now - Int64(32 - number) * 3_000_000,
                level: text.0, source: text.1, message: text.2)
        }
    }

    private static var alerts: [StationAlert] {
        var alerts = [
            StationAlert(
                id: 3, kind: .errorRate, message: "error rate 2.1 % > 2.0 % for 60 s",
                sinceMicroseconds: now - 60_000_000),
            StationAlert(
                id: 4, kind: .rejectedFile, message: "sensor_0409.csv rejected: HEADER",
                sinceMicroseconds: now - 20_000_000),
            StationAlert(
                id: 2, kind: .silentLocation, message: "location 103 is silent",
                sinceMicroseconds: now - 753_000_000),
            StationAlert(
                id: 1, kind: .space, message: "disk 91 % full",
                sinceMicroseconds: now - 10_473_000_000),
        ]
        alerts[1].isAcknowledged = true
        alerts[2].clearedMicroseconds = now - 393_000_000
        alerts[3].clearedMicroseconds = now - 9_213_000_000
        return alerts
    }

    private static var files: [FileSummary] {
        let phases: [FileSummary.Phase] = [
            .running(readBytes: 75_000), .stored, .partial, .stored, .rejected(.header), .stored,
            .duplicate, .stored, .retrying, .arriving,
        ]
        return (0..<40).map { number in
            var file = FileSummary(
                id: number == 0 ? nil : Int64(413 - number), name: "sensor_0\(413 - number).csv",
                phase: number < 10 ? phases[number] : .stored, sizeBytes: 117_824 + number * 13,
                arrivedMicroseconds: now - Int64(number) * 5_000_000)
            file.records = 1_000
            if case .rejected = file.phase { file.records = 0 }
            file.held = number == 2 ? 21 : 0
            file.stored = file.records - file.held
            file.milliseconds = number == 0 ? nil : 34 + number
            return file
        }
    }
}
