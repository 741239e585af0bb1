internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

/// A store with judged files whose bad records an operator works on, and what must hold after every operation.
final class DeskFixture {
    let store: StoreFixture
    var catalog: SluiceCore.DatasetCatalog
    private(set) var now: Int64 = 1_800_000_000_000_000
    private var reader: StoreReader?

    init(_ dataset: Dataset = .university) throws {
        store = try StoreFixture(nil)
        catalog = SluiceCore.DatasetCatalog([], fallback: dataset)
        try register()
    }

    /// The dataset of the files.
    var dataset: Dataset {
        get { catalog.fallback }
        set { catalog.fallback = newValue }
    }

    /// Makes the tables of the dataset, and the index of its key.
    func register() throws {
        try store.store.register(dataset.schema, key: dataset.duplicateRule?.key)
    }

    /// The bounds of a field.
    func setRange(of name: String, _ minimum: Double, _ maximum: Double) throws {
        let index = try #require(dataset.fields.firstIndex { $0.name == name })
        dataset.fields[index].constraints.minimum = minimum
        dataset.fields[index].constraints.maximum = maximum
    }

    static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
        + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
        + "mental_health_status"

    /// A record: every minute another one, the mood as given.
    static func record(
        minute: Int, location: String = "101", temperature: String = "21.5", mood: String = "2.5"
    ) -> String {
        let time =
            "2024-05-\(two(1 + minute / 1440)) \(two(minute / 60 % 24)):\(two(minute % 60)):00"
        return
            "\(time),\(location),\(temperature),40.25,\(minute % 90),45.5,300,12,30,7.5,\(mood),1"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Judges the records of a file and stores it; answers its ledger id.
    @discardableResult
    func add(_ name: String, _ records: [String]) throws -> Int64 {
        let text = Array(([Self.header] + records).joined(separator: "\n").utf8)
        var judge = FileJudge(catalog: catalog, fileName: Array(name.utf8))
        let chunk = RecordChunk(schema: dataset.schema)
        var chunks: [RecordChunk] = []
        var offset = 0
        var current = chunk
        reading: while true {
            let step = judge.read(
                text.span.extracting(offset..<text.count), isFinal: true, into: current)
            offset += step.consumed
            switch step.progress {
            case .headerRead: continue
            case .chunkFull:
                chunks.append(current)
                current = RecordChunk(schema: dataset.schema)
            case .finished, .needsInput:
                chunks.append(current)
                break reading
            case .rejected: break reading
            }
        }
        var file = store.file(name, chunks, dataset: dataset.name)
        file.header = judge.header
        try store.store.beginGroup(now: 1_700_000_001_000_000)
        let id = try store.store.addFile(
            file, chunks: chunks, duplicates: dataset.duplicateRule)
        try store.store.commitGroup()
        return id.id
    }

    // MARK: Operations

    /// What files hold, for operations that take them again.
    var contents: FileContents?

    /// The dataset files, for operations that change rules.
    var rules: RuleFiles?

    var context: OperationContext {
        var context = OperationContext(catalog: catalog, nowMicroseconds: now)
        context.contents = contents
        context.rules = rules
        return context
    }

    /// Does an operation in a group of its own, and checks that a dry run said the same before, that what it told of aggregates and
    /// the one count of its batch are right, and that all is consistent after.
    @discardableResult
    func operate(
        _ operation: QuarantineOperation, reason: String? = nil, without excluded: Set<Int64> = [],
        through newest: Int64? = nil, _ location: SourceLocation = #_sourceLocation
    ) throws -> OperationReport {
        now += 1_000_000
        var request = OperationRequest(operation, actor: "op", reason: reason)
        request.excluded = excluded
        request.newestEntry = newest
        let preview = Result { try dryRun(request) }
        let (sums, hours) = (try self.sums(), try self.hours())
        try store.store.beginGroup(now: now)
        let report: OperationReport
        do {
            report = try store.store.operate(request, context)
        } catch {
            #expect(throws: (any Error).self, sourceLocation: location) { try preview.get() }
            #expect(!store.store.isInGroup, sourceLocation: location)
            throw error
        }
        try store.store.commitGroup()
        if let rules {
            for state in try store.store.intendedRuleFiles() { try rules.carryOut(state) }
            try store.store.forgetIntendedRuleFiles()
        }
        let shown = try preview.get()
        #expect(shown.counts == report.counts, sourceLocation: location)
        #expect(shown.outcomes == report.outcomes, sourceLocation: location)
        try check(shown.effects, from: sums, location)
        #expect(shown.effects == report.effects, sourceLocation: location)
        if !report.leavesOutEffects { try check(report.effects, from: hours, location) }
        #expect(shown.leavesOutEffects == report.leavesOutEffects, sourceLocation: location)
        #expect(shown.restatedBuckets == report.restatedBuckets, sourceLocation: location)
        try checkCount(report, location)
        #expect(shown.batch == nil, sourceLocation: location)
        try check(location)
        return report
    }

    /// A batch, its undo and its redo change the same number of records and rows, and the journal says so.
    private func checkCount(
        _ report: OperationReport, _ location: SourceLocation
    ) throws {
        guard let batch = report.batch else { return }
        let count = report.counts.touched
        #expect(
            try store.rows("SELECT touched FROM journal_entries WHERE id = \(batch)") == [
                ["\(count)"]
            ],
            sourceLocation: location)
        if let reversed = report.reversed {
            #expect(reversed.count == count, sourceLocation: location)
        }
    }

    /// Count, minimum and maximum of the rows by location and metric.
    private func sums() throws -> [String: [Double]] {
        var result: [String: [Double]] = [:]
        for field in dataset.metricChoices.map(\.name) {
            let rows = try store.rows(
                """
                SELECT location_id, count(\(field)), coalesce(min(\(field)), 0), coalesce(max(\(field)), 0)
                    FROM \(view) GROUP BY 1
                """)
            for row in rows { result["\(row[0])/\(field)"] = row[1...].map { Double($0) ?? .nan } }
        }
        return result
    }

    /// What a dry run told of aggregates is what became of them, and nothing that moved was left out.
    private func check(
        _ effects: [AggregateEffect], from before: [String: [Double]], _ location: SourceLocation
    ) throws {
        let after = try sums()
        let none = [0.0, 0, 0]
        var told: Set<String> = []
        for effect in effects {
            let key = "\(effect.location)/\(effect.metric)"
            told.insert(key)
            for (statistics, sums) in [(effect.before, before), (effect.after, after)] {
                let shown =
                    statistics.count == 0
                    ? none
                    : [Double(statistics.count), statistics.minimum, statistics.maximum]
                #expect(shown == sums[key] ?? none, "\(key)", sourceLocation: location)
            }
        }
        for key in Set(before.keys).union(after.keys)
        where before[key] ?? none != after[key] ?? none {
            #expect(told.contains(key), "\(key)", sourceLocation: location)
        }
    }

    var view: String {
        dataset.name == "university" ? "raw_sensor_data" : "raw_\(dataset.name)"
    }

    /// What an operation would do, by a reader that stays open.
    func dryRun(_ request: OperationRequest) throws -> OperationReport {
        let reader = try self.reader ?? StoreReader(path: store.path)
        self.reader = reader
        return try reader.preview(request, context)
    }

    /// Closes the store and opens it anew, as a restart does.
    func restart() throws {
        reader?.close()
        reader = nil
        try store.reopen()
    }

    // MARK: What must hold

    /// Counts add up and are those of rows and entries, and the aggregates are those of the rows.
    func check(_ location: SourceLocation = #_sourceLocation) throws {
        let wrong = try store.rows(
            """
            SELECT f.id, records, stored, quarantined, discarded FROM files f
                WHERE status IN ('committed', 'archived')
                AND (records <> stored + quarantined + discarded
                OR stored <> (SELECT count(*) FROM \(view) r WHERE r.file_id = f.id)
                OR quarantined <> (SELECT count(*) FROM quarantine q WHERE q.file_id = f.id
                    AND q.status = 'held' AND q.line IS NOT NULL))
            """)
        #expect(wrong == [], "counts are wrong", sourceLocation: location)
        #expect(
            try store.rows("PRAGMA integrity_check") == [["ok"]], sourceLocation: location)
        try checkHeldIndex(location)
        let shown = try aggregates(
            """
            SELECT file_name || '/' || location_id, metric_name, count, min_value, max_value, avg_value,
                std_value FROM aggregated_metrics
            """)
        let names = dataset.schema.columns.filter(\.isMetric).map(\.name)
        let recomputed = try aggregates(
            names.map { name in
                """
                SELECT file_name || '/' || location_id, '\(name)', count(\(name)), min(\(name)), max(\(name)),
                    avg(\(name)), CASE WHEN count(\(name)) > 1 THEN sqrt(max(0, sum(\(name) * \(name) * 1.0)
                    - count(\(name)) * avg(\(name)) * avg(\(name))) / (count(\(name)) - 1)) ELSE 0 END
                    FROM \(view) GROUP BY 1 HAVING count(\(name)) > 0
                """
            }.joined(separator: " UNION ALL "))
        #expect(
            Set(shown.keys) == Set(recomputed.keys), "aggregates of other places",
            sourceLocation: location)
        for (key, numbers) in shown {
            guard let others = recomputed[key] else { continue }
            #expect(numbers[..<3] == others[..<3], "\(key)", sourceLocation: location)
            for index in 3...4 {
                let bound = max(1e-6, abs(others[index]) * 1e-6)
                #expect(
                    abs(numbers[index] - others[index]) <= bound, "\(key)",
                    sourceLocation: location)
            }
        }
    }

    /// What a reader that stays open knows of what is held is what the database has.
    private func checkHeldIndex(_ location: SourceLocation) throws {
        let reader = try self.reader ?? StoreReader(path: store.path)
        self.reader = reader
        var query = QuarantineQuery()
        query.sort = .line
        query.limit = 1000
        let page = try reader.heldPage(query) { [catalog] name, header, fileName in
            catalog.dataset(named: name).flatMap {
                HeldRecordReader(dataset: $0, header: header, fileName: fileName)
            }
        }
        let known = page.rows.sorted { $0.id < $1.id }.map { row in
            [
                "\(row.id)", row.finding.code.rawValue,
                row.finding.value.map { String(decoding: $0, as: UTF8.self) } ?? "NULL",
            ]
        }
        let wanted = try store.rows(
            """
            SELECT e.id, k.code, CAST(n.value AS TEXT) FROM entries e
                JOIN entry_findings n ON n.entry_id = e.id AND n.position = 0
                JOIN finding_kinds k ON k.id = n.kind_id WHERE e.status = 0 ORDER BY e.id
            """)
        #expect(known == wanted, sourceLocation: location)
    }

    private func aggregates(_ sql: String) throws -> [String: [Double]] {
        var result: [String: [Double]] = [:]
        for row in try store.rows(sql) {
            result[row[0] + "/" + row[1]] = row[2...].map { Double($0) ?? .nan }
        }
        return result
    }

    /// All rows as text: what undoing must bring back.
    func rows() throws -> [[String]] {
        try store.rows("SELECT * FROM \(view) ORDER BY id")
    }

    /// All entries with their findings as text.
    func entries() throws -> [[String]] {
        try store.rows(
            """
            SELECT q.id, q.file_id, q.line, CAST(q.raw AS TEXT), q.raw_size, q.status, q.attempts, q.resolved_at,
                (SELECT group_concat(code || ':' || coalesce(column_name, '') || ':' || coalesce(value, ''))
                FROM quarantine_findings f WHERE f.entry_id = q.id) FROM quarantine q ORDER BY q.id
            """)
    }

    /// The ids of entries of a status.
    func ids(_ status: String = "held") throws -> [Int64] {
        try store.rows("SELECT id FROM quarantine WHERE status = '\(status)' ORDER BY id")
            .compactMap { Int64($0[0]) }
    }

    /// The counts of a file: stored, held, discarded.
    func counts(_ file: Int64) throws -> [String] {
        try store.rows("SELECT stored, quarantined, discarded FROM files WHERE id = \(file)")[0]
    }
}
