import SluiceCore

/// Stations as the console may find them; times are those of 2026-11-23, 12:04:33 UTC.
enum SampleStation {
    /// The second the samples are of, in microseconds since 1970.
    static let now: Int64 = 1795435473_000_000

    /// Nothing was ever dropped in.
    static var empty: StationSnapshot {
        var snapshot = StationSnapshot()
        snapshot.station = "/srv/in"
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
        return snapshot
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
