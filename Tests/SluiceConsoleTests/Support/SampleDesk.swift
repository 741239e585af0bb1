import SluiceConsole
import SluiceCore

/// Answers that go with the screens of the quarantine desk.
enum SampleDesk {
    static let header = Array(
        ("timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
            + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
            + "mental_health_status").utf8)
    static let line =
        "2024-05-01 08:00:00,104,61.4,62.98752908365686,67,54.42903389163946,323.0158359940169,"
        + "forty,23,7.22,2.3,0"

    /// A record of the university's dataset that can be edited.
    static func record(
        _ line: String = line, id: Int64 = 118, dataset: Dataset = .university
    ) -> RecordDetail {
        record(bytes: Array(line.utf8), id: id, dataset: dataset)
    }

    /// The same of bytes that may be no text.
    static func record(
        bytes raw: [UInt8], id: Int64 = 118, dataset: Dataset = .university
    ) -> RecordDetail {
        let context = RecordContext(
            dataset: dataset, header: header, fileName: Array("sensor_0411.csv".utf8))
        let draft = RecordDraft(
            raw, line: 31, context: context, nowMilliseconds: SampleStation.now / 1_000)
        var row = SampleAnswers.row(Int(id), line: 31, kind: 0)
        row.finding =
            draft.cells.flatMap(\.findings).first ?? draft.recordFindings.first ?? row.finding
        var detail = RecordDetail(
            row: row, dataset: dataset.name, sha256: String(repeating: "9f2c41aa", count: 8),
            fields: draft.cells.map { cell in
                var field = RecordDetail.Field(
                    name: cell.name, value: cell.value, findings: cell.findings)
                field.range = cell.range
                return field
            }, recordFindings: draft.recordFindings, raw: raw, rawSize: raw.count, attempts: 1)
        detail.context = context
        return detail
    }

    /// The university's dataset with a key, so that only the store knows whether a record is there already.
    static let keyed: Dataset = {
        var dataset = Dataset.university
        dataset.duplicates = .quarantine
        dataset.keyFields = ["timestamp", "location_id"]
        return dataset
    }()

    /// A repair of 37 records, three of which would stay.
    static var repair: OperationReport {
        var report = OperationReport()
        (report.counts.stored, report.counts.changed) = (34, 34)
        report.counts.stillInvalid = 2
        report.counts.duplicates = 1
        report.outcomes = [
            outcome(
                112, line: 217, "412.0", "211.1",
                .stillInvalid([finding(.range, "must be between -50 and 60")])),
            outcome(
                110, line: 402, "-460.1", "-273.4",
                .stillInvalid([finding(.range, "must be between -50 and 60")])),
            outcome(104, line: 434, "68.0", "20.0", .duplicate(row: 88_121, place: "may.csv:7")),
        ]
        report.outcomes += (0..<34).map { number in
            outcome(Int64(80 - number), line: 31 + number * 46, "61.4", "16.3", .stored)
        }
        report.effects = [
            effect("104", before: (905, 24.3), after: (918, 24.1)),
            effect("103", before: (899, 23.9), after: (911, 23.8)),
            effect("101", before: (912, 22.0), after: (921, 21.9)),
        ]
        report.restatedBuckets = 6
        return report
    }

    /// What the real file's rules would free.
    static var freed: OperationReport {
        var report = OperationReport()
        (report.counts.stored, report.counts.changed) = (75, 75)
        report.outcomes = (0..<75).map { number in
            let isStatus = number % 13 == 5
            return RecordOutcome(
                entry: Int64(75 - number), fileName: "university.csv", line: 12 + number * 13,
                field: isStatus ? "mental_health_status" : "mood_score",
                before: Array((isStatus ? "2" : "-1.4").utf8), after: nil, end: .stored)
        }
        report.restatedBuckets = 41
        return report
    }

    /// What other limits of the mood and of the status would do.
    static func trial(_ changes: [RuleChange]) -> RuleTrial {
        var trial = RuleTrial()
        for change in changes {
            let isMood = change.field == "mood_score"
            if isMood, (change.minimum ?? -9) <= -3 { trial.freed += 69 }
            if !isMood, (change.maximum ?? 9) >= 2 { trial.freed += 6 }
            if isMood, (change.maximum ?? 9) < 3 { trial.rejected += 18 }
        }
        trial.places = [
            RuleTrial.Place(location: "101", freed: trial.freed / 3, rejected: trial.rejected),
            RuleTrial.Place(location: "104", freed: trial.freed * 2 / 3, rejected: 0),
        ]
        trial.histogram = (0..<32).map { bin in
            let distance = abs(bin - 20)
            return RuleTrial.Bin(
                start: -3 + Double(bin) / 4, end: -2.75 + Double(bin) / 4,
                stored: bin < 12 ? 0 : max(0, 200 - distance * 16),
                held: bin < 12 ? bin : 0)
        }
        return trial
    }

    /// Rules like those of the real file: two of them hold something.
    static var rules: RulesPage {
        var page = RulesPage(dataset: "university", path: nil, rows: [])
        for field in Dataset.university.fields where field.type.isNumeric {
            let limits = RulesPage.Limits(
                minimum: field.constraints.minimum, maximum: field.constraints.maximum)
            let held = ["mood_score": 69, "mental_health_status": 6][field.name] ?? 0
            let kinds: [(String, FindingCode, Int)] = [
                ("required", .null, 0), ("number", .number, 0),
                ("range \(limits.minimum ?? 0)…\(limits.maximum ?? 0)", .range, held),
            ]
            for kind in kinds {
                var row = RulesPage.Row(
                    field: field.name, check: kind.0, severity: "reject", code: kind.1,
                    held: kind.2)
                row.limits = kind.1 == .range ? limits : nil
                page.rows.append(row)
            }
        }
        return page
    }

    /// What was done so far.
    static var journal: [JournalEntry] {
        let kinds: [(String, Int, String?)] = [
            ("repair", 34, "sensor 3 counts in °F"), ("undo", 75, nil),
            ("change rules", 75, "moods go down to -3"), ("discard", 1, "test \u{1B}[31mrow"),
        ]
        return kinds.enumerated().map { number, kind in
            var entry = JournalEntry(
                id: Int64(60 - number),
                microseconds: SampleStation.now - Int64(number) * 90_000_000,
                actor: "ada", action: kind.0, batch: Int64(57 - number), count: kind.1)
            entry.dataset = "university"
            entry.reason = kind.2
            let ends = ["stored", "restored", "stored", "discarded"]
            entry.after = "{\"\(ends[number])\":\(kind.1)}"
            if number == 1 { entry.before = "batch 55" }
            if number == 2 { entry.undoneBy = 59 }
            return entry
        }
    }

    /// The newest of it: a record that was freed, and one that was not.
    static var batch: BatchDetail {
        var lines: [BatchLine] = []
        for (entry, outcome) in [(Int64(80), "held → released"), (81, "held, attempt 2")] {
            var line = BatchLine(id: 100 + entry)
            (line.entry, line.fileName, line.line) = (entry, "sensor_0411.csv", 31)
            (line.field, line.outcome) = ("temperature_celsius", outcome)
            (line.before, line.after) = (Array("61.4".utf8), Array("16.3".utf8))
            lines.append(line)
        }
        return BatchDetail(head: journal[0], lines: lines)
    }

    private static func outcome(
        _ entry: Int64, line: Int, _ before: String, _ after: String, _ end: RecordOutcome.End
    ) -> RecordOutcome {
        RecordOutcome(
            entry: entry, fileName: "sensor_0411.csv", line: line, field: "temperature_celsius",
            before: Array(before.utf8), after: Array(after.utf8), end: end)
    }

    private static func finding(_ code: FindingCode, _ message: String) -> Finding {
        Finding(code, rule: "range", columnName: "temperature_celsius", message: message)
    }

    private static func effect(
        _ location: String, before: (Int, Double), after: (Int, Double)
    ) -> AggregateEffect {
        func statistics(_ values: (Int, Double)) -> MetricStatistics {
            MetricStatistics(
                count: values.0, mean: values.1, squaredDeviations: 7, minimum: -3, maximum: 44)
        }
        var hours = HourSpans()
        // Three hours and a half before the newest reading.
        hours.insert(PartialTable.hour(ofMilliseconds: SampleStation.now / 1_000) - 3)
        return AggregateEffect(
            location: location, metric: "temperature_celsius", before: statistics(before),
            after: statistics(after), hours: hours)
    }
}
