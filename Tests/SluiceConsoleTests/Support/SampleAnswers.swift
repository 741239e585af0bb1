import SluiceConsole
import SluiceCore

/// What a store may answer to a drill-down: ordinary, and as bad as data can be.
enum SampleAnswers {
    /// A busy station with metrics, a log and alerts.
    static var station: StationSnapshot {
        var snapshot = SampleStation.busy
        snapshot.metrics = metrics
        snapshot.log = [
            line(1, .info, "commit", "sensor_0410.csv 1 000 rows", [("ms", "38")], seconds: 90),
            line(
                2, .warning, "valid", "sensor_0411.csv 21 rows quarantined",
                [("records", "1000"), ("held", "21"), ("rate", "2.1 %")], seconds: 5, file: 411),
            line(3, .alert, "rate", "error rate 2.1 % > 2.0 % for 60 s", [], seconds: 4),
            line(
                4, .error, "parse", "\u{1B}[2Jwide 日本語 \u{202E}flip", [("na\nme", "\u{7}bell")],
                seconds: 1),
        ]
        var firing = StationAlert(
            id: 1, kind: .errorRate, message: "error rate 2.1 % > 2.0 % for 60 s",
            sinceMicroseconds: SampleStation.now - 4_000_000)
        firing.fileID = nil
        var cleared = StationAlert(
            id: 2, kind: .rejectedFile, message: "sensor_0409.csv was refused: HEADER",
            sinceMicroseconds: SampleStation.now - 600_000_000)
        cleared.clearedMicroseconds = SampleStation.now - 300_000_000
        cleared.isAcknowledged = true
        cleared.fileID = 409
        snapshot.alerts = [firing, cleared]
        return snapshot
    }

    static let metrics = [
        MetricChoice(dataset: "university", name: "temperature_celsius", unit: "°C"),
        MetricChoice(dataset: "university", name: "humidity_percent", unit: "%"),
        MetricChoice(dataset: "university", name: "air_quality_index", unit: ""),
    ]

    private static func line(
        _ id: Int64, _ level: LogLine.Level, _ source: String, _ message: String,
        _ fields: [(name: String, value: String)], seconds: Int64, file: Int64? = nil
    ) -> LogLine {
        LogLine(
            id: id, microseconds: SampleStation.now - seconds * 1_000_000, level: level,
            source: source, message: message, fields: fields, fileID: file)
    }
}

/// Bytes that try everything a terminal might act on.
enum Hostile {
    static let name = "\u{1B}]0;x\u{7}\u{202E}gnp.csv\u{9B}31m%FF"
    static let bytes: [UInt8] =
        Array("a\u{1B}[31m,日本\u{200B}é\u{301}\u{301}\u{301},".utf8) + [0xFF, 0x00, 0x9B]
}
