internal import SluiceCore

/// How the aggregates of locations move by the rows that an operation stores or takes back, and in which hours.
///
/// Before the first row of a dataset its aggregates are read: a pass over its partials. Where that would take longer than about half a
/// second, no effects are told.
struct EffectTally {
    /// Partials and rows that may be read for the numbers before.
    private static let readLimit: Int64 = 400_000
    /// Most rows that files may have for them to be added up: some 0.3 s.
    private static let rowLimit: Int64 = 400_000

    /// What becomes of rows of a file.
    enum Passage {
        /// They stay, but for some that go.
        case stay(without: Set<Int64>)
        /// They come, or come back.
        case come
        /// They go.
        case go
    }

    private struct Totals {
        /// Nil where they would take too long to read.
        var before: [String: [MetricStatistics]]?
        /// What of it stays when rows are taken back; the same where none are.
        var base: [String: [MetricStatistics]] = [:]
        var added: [String: [MetricStatistics]] = [:]
        /// Those that are stored, then those that the schema of now has besides.
        let metrics: [String]
        /// How many of them rows of the database have.
        let storedMetrics: Int
        /// Where rows come and go.
        var changes: HourChanges

        /// The locations that have numbers before or afterwards.
        var locations: Set<String> {
            Set(before?.keys.map { $0 } ?? []).union(added.keys)
        }

        /// Adds the values of the row that a statement stands on, behind its location and time.
        mutating func add(_ row: Statement, from first: Int32) {
            let name = row.text(first - 2)
            let empty = Array(repeating: MetricStatistics(), count: metrics.count)
            for metric in 0..<storedMetrics where !row.isNull(first + Int32(metric)) {
                added[name, default: empty][metric].add(row.double(first + Int32(metric)))
            }
        }

        /// Notes where that row comes or goes.
        mutating func note(_ row: Statement, from first: Int32, comes: Bool) {
            let location = changes.number(of: row.text(first - 2))
            guard
                let place = changes.place(
                    location: location, milliseconds: row.integer(first - 1))
            else { return }
            for metric in 0..<storedMetrics where !row.isNull(first + Int32(metric)) {
                changes.add(
                    row.double(first + Int32(metric)), of: metric, at: place, comes: comes)
            }
        }
    }

    private let connection: Connection
    /// Files whose rows are taken back, all of them or some; empty where rows only come.
    private let replaced: Set<Int64>
    private var datasets: [String: Totals] = [:]

    /// Nothing moved yet.
    init(_ connection: Connection, replacing files: Set<Int64> = []) {
        self.connection = connection
        replaced = files
    }

    /// True when the aggregates of a dataset that moved were too many to be added up.
    var isIncomplete: Bool { datasets.values.contains { $0.before == nil } }

    /// True when the rows of files are few enough to be added up one by one.
    static func reaches(
        rowsOf files: some Sequence<Int64>, _ connection: Connection
    ) throws(StoreError) -> Bool {
        var rows: Int64 = 0
        for id in files {
            rows += Int64(try LedgerEntry.find(id, connection)?.file.stored ?? 0)
        }
        return rows <= rowLimit
    }

    /// Reads the numbers of a dataset before any of its rows are touched; does nothing the second time.
    ///
    /// `schema` may have metrics that the database has not, as long as nothing of them is stored.
    mutating func begin(
        _ layout: DatasetLayout, gaining schema: RowSchema? = nil
    ) throws(StoreError) {
        guard datasets[layout.dataset] == nil else { return }
        let stored = layout.metricPositions.map { layout.columns[$0].name }
        let gained = (schema?.metrics ?? []).compactMap { schema?.columns[$0].name }
            .filter { !stored.contains($0) }
        func all(
            _ numbers: [String: [MetricStatistics]]
        ) -> [String: [MetricStatistics]] {
            numbers.mapValues { $0 + gained.map { _ in MetricStatistics() } }
        }
        var totals = Totals(
            before: try read(layout, without: []).map(all), metrics: stored + gained,
            storedMetrics: stored.count,
            changes: HourChanges(metrics: stored.count + gained.count))
        if !replaced.isEmpty, totals.before != nil {
            totals.base = try read(layout, without: replaced).map(all) ?? [:]
        } else {
            totals.base = totals.before ?? [:]
        }
        datasets[layout.dataset] = totals
    }

    /// Takes in a chunk whose rows are about to be stored in a dataset.
    mutating func add(_ chunk: RecordChunk, _ layout: DatasetLayout) throws(StoreError) {
        guard chunk.count > 0 else { return }
        try begin(layout, gaining: chunk.schema)
        guard var totals = datasets.removeValue(forKey: layout.dataset) else { return }
        defer { datasets[layout.dataset] = totals }
        guard totals.before != nil else { return }
        let numbers = chunk.schema.metrics.map { column in
            totals.metrics.firstIndex(of: chunk.schema.columns[column].name)
        }
        let names = chunk.locationNames.map { String(decoding: $0, as: UTF8.self) }
        let empty = Array(repeating: MetricStatistics(), count: totals.metrics.count)
        for (slot, key) in chunk.partials.keys.enumerated() {
            let name = names[Int(key.location)]
            for (metric, number) in numbers.enumerated() {
                guard let number else { continue }
                totals.added[name, default: empty][number].add(
                    chunk.partials.statistics[slot * chunk.partials.metricCount + metric])
            }
        }
        note(chunk.contents, names, numbers, in: &totals.changes)
    }

    /// Notes where the rows of a chunk come.
    private func note(
        _ contents: ChunkContents, _ names: [String], _ numbers: [Int?],
        in changes: inout HourChanges
    ) {
        let locations = names.map { changes.number(of: $0) }
        let metrics = zip(contents.schema.metrics, numbers).compactMap { column, number in
            number.map { (column: column, number: $0) }
        }
        let width = contents.schema.columns.count
        for row in 0..<contents.count {
            let location = locations[Int(contents.locations[row])]
            guard
                let place = changes.place(
                    location: location, milliseconds: contents.timestamps[row])
            else { continue }
            for (column, number) in metrics where !contents.isNull(row, column) {
                let bits = contents.cells[row * width + column]
                let value =
                    contents.schema.columns[column].kind == .integer
                    ? Double(Int64(bitPattern: bits)) : Double(bitPattern: bits)
                changes.add(value, of: number, at: place, comes: true)
            }
        }
    }

    /// Takes in rows of a file, those of a table. Linear in the rows.
    mutating func add(
        rowsOf file: OperationFile, in table: String, where condition: String,
        as passage: Passage, _ layout: DatasetLayout
    ) throws(StoreError) {
        try begin(layout)
        guard var totals = datasets.removeValue(forKey: layout.dataset) else { return }
        defer { datasets[layout.dataset] = totals }
        guard totals.before != nil else { return }
        let positions = layout.metricPositions
        let values = positions.map { ", \(layout.value(at: $0))" }.joined()
        let statement = try connection.statement(
            """
            SELECT r.id, (SELECT name FROM locations WHERE id = r.location_id), r.timestamp_ms\(values)
                FROM \(table) r WHERE r.id BETWEEN ?1 AND ?2 AND \(condition)
            """)
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        defer { statement.reset() }
        while try statement.step() {
            let row =
                switch passage {
                case .stay(let gone): (isThen: !gone.contains(statement.integer(0)), comes: false)
                case .come: (isThen: true, comes: true)
                case .go: (isThen: false, comes: false)
                }
            if row.isThen { totals.add(statement, from: 3) }
            if row.isThen == row.comes { totals.note(statement, from: 3, comes: row.comes) }
        }
    }

    /// The effects, the largest movement first.
    var effects: [AggregateEffect] {
        var all: [(weight: Double, effect: AggregateEffect)] = []
        for totals in datasets.values {
            guard let before = totals.before else { continue }
            let locations = replaced.isEmpty ? Set(totals.added.keys) : totals.locations
            let hours = totals.changes.hours
            for location in locations {
                for (metric, name) in totals.metrics.enumerated() {
                    let old = before[location]?[metric] ?? MetricStatistics()
                    var new = totals.base[location]?[metric] ?? MetricStatistics()
                    new.add(totals.added[location]?[metric] ?? MetricStatistics())
                    let touched = hours[location]?[metric] ?? HourSpans()
                    guard !Self.isAlike(old, new) || !touched.isEmpty else { continue }
                    all.append(
                        (
                            Self.weight(old, new),
                            AggregateEffect(
                                location: location, metric: name, before: old, after: new,
                                hours: touched)
                        ))
                }
            }
        }
        all.sort { left, right in
            (right.weight, left.effect.location, left.effect.metric)
                < (left.weight, right.effect.location, right.effect.metric)
        }
        return all.prefix(OperationReport.effectLimit).map(\.effect)
    }

    /// True when two are the same but for the order in which they were added up.
    private static func isAlike(_ old: MetricStatistics, _ new: MetricStatistics) -> Bool {
        let size = max(abs(old.mean), abs(new.mean), old.standardDeviation)
        let deviation = abs(old.standardDeviation - new.standardDeviation)
        return old.count == new.count && old.minimum == new.minimum && old.maximum == new.maximum
            && abs(old.mean - new.mean) <= 1e-12 * size && deviation <= 1e-9 * size
    }

    /// How far the mean moves, in standard deviations; what is new moves farthest.
    private static func weight(_ old: MetricStatistics, _ new: MetricStatistics) -> Double {
        guard old.count > 0 else { return .infinity }
        let spread = max(old.standardDeviation, new.standardDeviation)
        return spread > 0 ? abs(new.mean - old.mean) / spread : 0
    }

    private func read(
        _ layout: DatasetLayout, without files: Set<Int64>
    ) throws(StoreError) -> [String: [MetricStatistics]]? {
        let size = try connection.statement(
            """
            SELECT sum(CASE condensed WHEN 0 THEN stored ELSE stored / 4 END) FROM ledger
                WHERE dataset = ?1 AND status <> 'loading'
            """)
        size.bind(layout.dataset, at: 1)
        let weight = try size.step() ? size.integer(0) : 0
        size.reset()
        guard weight <= Self.readLimit else { return nil }
        var result: [String: [MetricStatistics]] = [:]
        try read(layout, condensed: false, without: files, into: &result)
        if layout.hasPartials { try read(layout, condensed: true, without: files, into: &result) }
        return result
    }

    /// Adds up partials, or the rows of files that have none, by location.
    private func read(
        _ layout: DatasetLayout, condensed: Bool, without files: Set<Int64>,
        into result: inout [String: [MetricStatistics]]
    ) throws(StoreError) {
        let positions = layout.metricPositions
        guard !positions.isEmpty else { return }
        let columns = positions.map { position -> String in
            guard condensed, let number = layout.columns[position].metric else {
                let value = layout.value(at: position)
                return ", count(\(value)), total(\(value)), total(\(value) * \(value)),"
                    + " min(\(value)), max(\(value))"
            }
            let (n, mean) = ("r.n\(number)", "r.mean\(number)")
            return ", total(\(n)), total(\(n) * \(mean)),"
                + " total(coalesce(r.m2_\(number), 0.0) + \(n) * \(mean) * \(mean)),"
                + " min(coalesce(r.low\(number), \(mean))), max(coalesce(r.high\(number), \(mean)))"
        }.joined()
        let statement = try connection.statement(
            """
            SELECT (SELECT name FROM locations WHERE id = r.location_id)\(columns)
                FROM ledger f CROSS JOIN \(condensed ? layout.partialsTable : layout.rowsTable) r
                WHERE f.dataset = ?1 AND f.condensed \(condensed ? "> 0" : "= 0") AND f.status <> 'loading'
                AND f.id NOT IN (SELECT value FROM json_each(?2))
                AND r.id BETWEEN f.first_row AND f.last_row GROUP BY r.location_id
            """)
        statement.bind(layout.dataset, at: 1)
        statement.bind("[\(files.map(String.init).joined(separator: ","))]", at: 2)
        defer { statement.reset() }
        let empty = Array(repeating: MetricStatistics(), count: positions.count)
        while try statement.step() {
            let name = statement.text(0)
            for metric in positions.indices {
                result[name, default: empty][metric].add(
                    Self.statistics(statement, Int32(metric * 5 + 1)))
            }
        }
    }

    /// Statistics from a count, a sum, a sum of squares and the bounds.
    private static func statistics(_ row: Statement, _ column: Int32) -> MetricStatistics {
        let count = row.int(column)
        guard count > 0 else { return MetricStatistics() }
        let sum = row.double(column + 1)
        return MetricStatistics(
            count: count, mean: sum / Double(count),
            squaredDeviations: max(0, row.double(column + 2) - sum * sum / Double(count)),
            minimum: row.double(column + 3), maximum: row.double(column + 4))
    }
}

extension OperationContext {
    /// What gathers how aggregates move, where rows of some files are taken back and others come; nil when nobody asks.
    func effectTally(_ connection: Connection, replacing files: Set<Int64> = []) -> EffectTally? {
        tellsEffects ? EffectTally(connection, replacing: files) : nil
    }
}
