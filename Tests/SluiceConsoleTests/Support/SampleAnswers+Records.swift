import SluiceCore

extension SampleAnswers {
    /// A record with two bad cells.
    static var record: RecordDetail {
        let cells = [
            ("timestamp", "2024-05-01 08:00:00"), ("location_id", "104"),
            ("temperature_celsius", "61.4"), ("humidity_percent", "62.98752908365686"),
            ("air_quality_index", "67"), ("noise_level_db", "54.42903389163946"),
            ("lighting_lux", "323.0158359940169"), ("crowd_density", "forty"),
            ("stress_level", "23"), ("sleep_hours", "7.22"), ("mood_score", "2.3"),
            ("mental_health_status", "0"),
        ]
        var detail = RecordDetail(
            row: row(118, line: 31, kind: 0), dataset: "university",
            sha256: String(repeating: "9f2c41aa", count: 8), fields: [], recordFindings: [],
            raw: [], rawSize: 0, attempts: 1)
        for (name, value) in cells {
            let start = detail.raw.count
            detail.raw += Array(value.utf8)
            var field = RecordDetail.Field(name: name, value: Array(value.utf8), findings: [])
            field.range = start..<detail.raw.count
            if name == "temperature_celsius" { field.findings = [detail.row.finding] }
            if name == "crowd_density" {
                field.findings = [
                    Finding(
                        .number, rule: "number", columnIndex: 8, columnName: name,
                        value: Array(value.utf8), message: "is no number")
                ]
            }
            detail.fields.append(field)
            if name != "mental_health_status" { detail.raw.append(UInt8(ascii: ",")) }
        }
        detail.rawSize = detail.raw.count
        detail.suggestion = Suggestion("61.4 looks like °F (16.3 °C)", repairs: [])
        return detail
    }

    /// The same once it was edited and stored.
    static var releasedRecord: RecordDetail {
        var detail = record
        var batch = JournalEntry(
            id: 57, microseconds: SampleStation.now, actor: "ann", action: "edit", batch: 57,
            count: 1)
        batch.reason = "read off the device"
        var decision = RecordDetail.Decision(
            status: .released, microseconds: SampleStation.now - 1_000_000)
        decision.batch = batch
        decision.formerFindings = detail.fields.flatMap(\.findings)
        for index in detail.fields.indices { detail.fields[index].findings = [] }
        detail.decision = decision
        detail.suggestion = nil
        return detail
    }

    /// The same once it was stored although it has the faults.
    static var acceptedRecord: RecordDetail {
        var detail = record
        detail.decision = releasedRecord.decision
        detail.decision?.formerFindings = []
        detail.decision?.batch?.action = "accept"
        detail.decision?.isOverride = true
        detail.suggestion = nil
        return detail
    }

    /// Bytes that no terminal should see, in cells whose places are not known.
    static var hostileRecord: RecordDetail {
        let values = [Array("a\u{1B}[31m".utf8), Hostile.bytes, Array("ok".utf8)]
        var detail = RecordDetail(
            row: row(7, line: 3, value: Hostile.bytes), dataset: Hostile.name,
            sha256: Hostile.name, fields: [],
            recordFindings: [
                Finding(.quote, rule: "quote", value: Hostile.bytes, message: "has an open quote")
            ], raw: Array(values.joined(separator: Array(";".utf8))), rawSize: 77, attempts: 3)
        detail.fields = values.enumerated().map { number, value in
            RecordDetail.Field(
                name: number == 1 ? Hostile.name : "c\(number)", value: value,
                findings: number == 1 ? [detail.row.finding] : [])
        }
        detail.suggestion = Suggestion("\u{1B}[1mbold", repairs: [])
        return detail
    }

    /// Cells in characters of two columns, the last one missing.
    static var wideRecord: RecordDetail {
        var detail = record
        let value = Array("二十三度五分".utf8)
        detail.raw = Array("場所,".utf8) + value + Array(",東京都千代田区丸の内一丁目".utf8)
        detail.rawSize = detail.raw.count
        detail.fields = [
            RecordDetail.Field(name: "場所", value: Array("場所".utf8), findings: []),
            RecordDetail.Field(name: "気温", value: value, findings: [detail.row.finding]),
            RecordDetail.Field(name: "住所", value: nil, findings: []),
        ]
        return detail
    }

    /// More cells than fit anywhere, and more bytes than are kept.
    static var hugeRecord: RecordDetail {
        var detail = record
        let long = Array(repeating: UInt8(ascii: "x"), count: 5_000)
        detail.fields = (0..<200).map { number in
            RecordDetail.Field(
                name: "column_\(number)", value: number == 190 ? long : Array("\(number)".utf8),
                findings: number % 3 == 0 ? [detail.row.finding] : [])
        }
        detail.raw = Array(
            detail.fields.map { $0.value ?? [] }.joined(separator: Array(",".utf8)))
        detail.rawSize = 1_000_000
        return detail
    }

    /// A file that was refused as a whole.
    static var fileEntry: RecordDetail {
        RecordDetail(
            row: row(9, line: nil, kind: 0), dataset: "",
            sha256: String(repeating: "0c", count: 32),
            fields: [],
            recordFindings: [
                Finding(.header, rule: "header", message: "the column timestamp is missing")
            ], raw: [], rawSize: 0, attempts: 1)
    }

    /// What looks like degrees Fahrenheit, with the repair it stands for.
    static let fahrenheit: Suggestion = {
        var suggestion = Suggestion(
            "61.4 looks like °F",
            repairs: [
                FieldRepair(
                    field: "temperature_celsius", change: .conversion(from: "degF", to: "degC"))
            ])
        suggestion.frees = 59
        suggestion.of = 61
        return suggestion
    }()

    /// Groups of what is held.
    static var groups: [QuarantineGroup] {
        let kinds: [(FindingCode, String, String, String, Int)] = [
            (.range, "temperature_celsius", "99.9", "61.4", 61),
            (.date, "timestamp", "9999-99-99", "2024-13-01", 29),
            (.null, "location_id", ValueShape.empty, "", 18),
            (.number, "humidity_percent", "a/a", "n/a", 10),
        ]
        return kinds.enumerated().map { number, kind in
            var key = QuarantineGroup.Key()
            key.code = kind.0
            key.field = kind.1
            key.shape = kind.2
            var group = QuarantineGroup(
                key: key, count: kind.4, exampleID: Int64(118 - number),
                exampleValue: Array(kind.3.utf8))
            group.exampleColumn = kind.1
            group.exampleDataset = "university"
            group.firstMicroseconds = SampleStation.now - 3_600_000_000
            group.lastMicroseconds = SampleStation.now - 4_000_000
            if number == 0 { group.suggestion = fahrenheit }
            return group
        }
    }

    /// A group whose every text is hostile.
    static var hostileGroups: [QuarantineGroup] {
        var key = QuarantineGroup.Key()
        key.field = Hostile.name
        key.location = Hostile.name
        key.shape = "\u{1B}日本"
        var group = QuarantineGroup(
            key: key, count: 1_234_567, exampleID: .max, exampleValue: Hostile.bytes)
        group.suggestion = Suggestion("\u{202E}", repairs: [])
        return [group]
    }

    /// A page of held records, of so many that match.
    static func page(
        offset: Int = 0, limit: Int = 300, matches: Int = 118
    ) -> QuarantinePage {
        let count = min(limit, matches - offset)
        return QuarantinePage(
            offset: offset,
            rows: (0..<count).map { row(matches - offset - $0, line: 31 + $0, kind: $0 % 4) },
            matches: matches, anchor: nil)
    }

    /// The rules of the university's dataset, some of them.
    static var rules: RulesPage {
        var page = RulesPage(
            dataset: "university", path: nil,
            rows: [
                RulesPage.Row(
                    field: "timestamp", check: "date-time: YYYY-MM-DD HH:MM:SS, ISO 8601",
                    severity: "reject", code: .date, held: 29),
                RulesPage.Row(
                    field: "location_id", check: "required", severity: "reject", code: .null,
                    held: 18),
                RulesPage.Row(
                    field: "temperature_celsius", check: "range -50…60", severity: "reject",
                    code: .range, held: 61),
                RulesPage.Row(
                    field: "mood_score", check: "range 0…5", severity: "warn", code: .range,
                    held: 0),
                RulesPage.Row(
                    field: "", check: "sleep_hours + 1 < 24", severity: "null", code: .rule,
                    held: 10),
            ])
        page.rows[2].limits = RulesPage.Limits(minimum: -50, maximum: 60)
        page.rows[3].limits = RulesPage.Limits(minimum: 0, maximum: 5)
        return page
    }
}
