import SluiceCore

extension SampleAnswers {
    /// A file with 21 bad rows among 1 000.
    static var file: FileDetail {
        var detail = FileDetail(
            summary: summary("sensor_0411.csv", .partial, records: 1_000, held: 21),
            sha256: "9f2c41aa5be0d7f3118c6e0a7d55b9f0c4e2d8a96b3f7c10e5d4a8b2c6f0e1d3")
        detail.archiveName = "2026-11-23/9f2c41aa_sensor_0411.csv"
        detail.format = "sep , eol LF"
        detail.stages = [(.wait, 12), (.parse, 5), (.store, 21), (.archive, 3)]
        detail.reasons = [
            ReasonCount(.range, 12), ReasonCount(.date, 6), ReasonCount(.null, 3),
        ]
        detail.lastLine = 1_001
        detail.held = (0..<21).map { row(118 - $0, line: 31 + $0 * 46, kind: $0 % 4) }
        detail.badMap = map(detail.held.compactMap(\.line), stretches: 67, lastLine: 1_001)
        return detail
    }

    /// Nothing of it is held.
    static var cleanFile: FileDetail {
        FileDetail(
            summary: summary("sensor_0412.csv", .stored, records: 1_000, held: 0),
            sha256: String(repeating: "ab", count: 32))
    }

    /// Refused as a whole.
    static var rejectedFile: FileDetail {
        var detail = FileDetail(
            summary: summary("sensor_0409.csv", .rejected(.header), records: 0, held: 0),
            sha256: String(repeating: "0c", count: 32))
        detail.header = Array("time,loc,temp".utf8)
        detail.findings = [
            Finding(
                .header, rule: "header", columnName: "timestamp",
                value: Array("time,loc,temp".utf8),
                message: "the column timestamp is required and is not in the header")
        ]
        return detail
    }

    /// The same content as an earlier file.
    static var duplicateFile: FileDetail {
        var detail = FileDetail(
            summary: summary("again.csv", .duplicate, records: 0, held: 0),
            sha256: String(repeating: "9f", count: 32))
        detail.duplicateOf = 411
        return detail
    }

    /// A file that gave way to a corrected one.
    static var supersededFile: FileDetail {
        var summary = summary("sensor_0411.csv", .superseded, records: 30, held: 0)
        (summary.stored, summary.discarded) = (0, 30)
        return FileDetail(summary: summary, sha256: String(repeating: "9f", count: 32))
    }

    /// A name and values that no terminal should see.
    static var hostileFile: FileDetail {
        var detail = file
        detail.summary.name = Hostile.name
        detail.archiveName = Hostile.name
        detail.format = "\u{1B}c"
        detail.held = [row(7, line: 3, value: Hostile.bytes)]
        return detail
    }

    /// Names and values in characters of two columns.
    static var wideFile: FileDetail {
        var detail = file
        detail.summary.name = "測定値_東京_2026年11月23日_気温と湿度.csv"
        detail.held = [row(7, line: 3, value: Array("二十三度五分二十三度五分二十三度五分".utf8))]
        return detail
    }

    /// A million records, a tenth of them bad.
    static var hugeFile: FileDetail {
        var detail = file
        detail.summary = summary("all_of_2026.csv", .partial, records: 12_345_678, held: 1_234_567)
        detail.summary.sizeBytes = 1_500_000_000
        detail.reasons = FindingCode.allCases.map { ReasonCount($0, 1_234_567) }
        detail.lastLine = 12_345_679
        detail.badMap = (0..<67).map { 10_000 + $0 * 500 }
        detail.held = (0..<1_000).map { row($0, line: $0 * 9_000 + 1, kind: $0 % 4) }
        return detail
    }

    /// A held record as lists show it.
    static func row(_ id: Int, line: Int?, kind: Int) -> QuarantinePage.Row {
        let findings = [
            Finding(
                .range, rule: "range", columnIndex: 3, columnName: "temperature_celsius",
                value: Array("61.4".utf8), message: "must be between -50 and 60"),
            Finding(
                .date, rule: "timestamp", columnIndex: 1, columnName: "timestamp",
                value: Array("2024-13-01".utf8), message: "is no date-time in a known format"),
            Finding(
                .null, rule: "required", columnIndex: 2, columnName: "location_id", value: [],
                message: "is required and empty"),
            Finding(
                .number, rule: "number", columnIndex: 4, columnName: "humidity_percent",
                value: Array("n/a".utf8), message: "is no number"),
        ]
        var row = QuarantinePage.Row(
            id: Int64(id), fileID: 411, fileName: "sensor_0411.csv", line: line,
            finding: findings[kind % 4], findingCount: kind == 0 ? 2 : 1, location: "104",
            quarantinedMicroseconds: SampleStation.now - 4_000_000)
        row.dataset = "university"
        return row
    }

    /// A held record with a value of its own.
    static func row(_ id: Int, line: Int?, value: [UInt8]) -> QuarantinePage.Row {
        QuarantinePage.Row(
            id: Int64(id), fileID: 411, fileName: Hostile.name, line: line,
            finding: Finding(
                .number, rule: "number", columnIndex: 3, columnName: "temp\u{1B}[7m", value: value,
                message: "is no number"),
            findingCount: 1, location: Hostile.name,
            quarantinedMicroseconds: SampleStation.now)
    }

    private static func summary(
        _ name: String, _ phase: FileSummary.Phase, records: Int, held: Int
    ) -> FileSummary {
        var summary = FileSummary(
            id: 411, name: name, phase: phase, sizeBytes: 117_824,
            arrivedMicroseconds: SampleStation.now - 5_000_000)
        summary.committedMicroseconds = SampleStation.now - 4_000_000
        summary.records = records
        summary.held = held
        summary.stored = records - held
        summary.milliseconds = 41
        summary.dataset = "university"
        return summary
    }

    private static func map(_ lines: [Int], stretches: Int, lastLine: Int) -> [Int] {
        var map = Array(repeating: 0, count: stretches)
        for line in lines { map[(line - 1) * stretches / lastLine] += 1 }
        return map
    }
}
