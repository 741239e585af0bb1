internal import SluiceCore

/// Reads the numbers of locations for a range of event time: from rows where they are few enough, else from partials.
///
/// A part of one page, within a read transaction of its caller.
struct LocationReading {
    /// Rows of a range that are read one by one for a page, at 0.9 µs each; with more the range comes from partials.
    private static let exactRows = 40_000
    /// Rows of files without partials that are read for a page, at most; the newest files come first.
    private static let rowLimit = 100_000
    /// Rows that are looked at for the newest values when the range comes from partials.
    private static let newestRows = 5_000
    private static let hour: Int64 = 3_600_000
    /// How far ahead of the clock a reading may be and still be the one that a range ends with.
    private static let clockTolerance: Int64 = 24 * hour

    /// The buckets. Their number may leave a piece of a bucket's length at the beginning of the range without one.
    private(set) var frame: SeriesFrame
    /// The times that count, in milliseconds since 1970 UTC: the same however many buckets there are.
    private let window: Range<Int64>
    private let connection: Connection
    private let layout: DatasetLayout
    /// Positions in the layout, and numbers of partials, of the metrics that are read.
    private let metrics: [(position: Int, number: Int)]
    /// Only this location; nil for all.
    private let location: Int64?
    private let range: TimeRange
    /// The condition on the ledger that holds for files that are not to be seen.
    private let hidden: String

    /// What was read: per location, one series for each of the metrics.
    private(set) var series: [Int64: [MetricSeries]] = [:]

    /// Reads the metrics of these names; what the dataset does not have is left out.
    init(
        _ connection: Connection, _ layout: DatasetLayout, metrics names: [String],
        range: TimeRange, buckets: Int, until: Int64? = nil, now: Int64? = nil,
        location: Int64? = nil
    ) throws(StoreError) {
        hidden = until.map { "(status = 'loading' OR committed_at > \($0))" } ?? Self.loading
        self.connection = connection
        self.layout = layout
        self.location = location
        self.range = range
        metrics = names.compactMap { name in
            guard let position = layout.position(of: name),
                let number = layout.columns[position].metric
            else { return nil }
            return (position, number)
        }
        let wanted = min(max(1, buckets), 1_000)
        let latest = now.map { $0 / 1000 + Self.clockTolerance } ?? .max
        var found = try Self.newest(connection, layout, hidden, upTo: latest)
        if found == nil { found = try Self.newest(connection, layout, hidden, upTo: .max) }
        guard let newest = found else {
            frame = .empty
            window = 0..<0
            return
        }
        let exact = range.seconds.flatMap { seconds in
            seconds <= 86_400 ? newest + 1 - Int64(seconds) * 1000..<newest + 1 : nil
        }
        if let exact, try Self.fits(connection, layout, from: exact.lowerBound) {
            window = exact
            frame = Self.frame(exact, wanted, step: 1000, .rows)
            try readRows(where: "r.file_id NOT IN \(Self.ids(hidden))")
        } else {
            var span = range.seconds.map { Int64($0) * 1000 }
            if span == nil, let oldest = try Self.oldest(connection, layout) {
                span = newest - oldest + 1
            }
            window = Self.hours(of: span ?? 1, until: newest)
            frame = Self.frame(
                window, wanted, step: Self.hour, .hours, isWhole: range.seconds == nil)
            try readPartials()
            try readRowsOfOtherFiles()
            try readNewest(newest)
        }
        if newest <= latest {
            frame.readingsAhead = try Self.readings(connection, layout, hidden, after: latest)
        }
    }

    // MARK: The frame

    /// The whole hours that hold so many milliseconds, the last with a moment in it.
    private static func hours(of span: Int64, until newest: Int64) -> Range<Int64> {
        let end = (newest.floorDivided(by: hour) + 1) * hour
        return end - (span + hour - 1) / hour * hour..<end
    }

    /// A frame whose buckets are multiples of a step and begin at multiples of their length, so that they stand still.
    ///
    /// Where the last bucket ends behind the window, the first part of it may lie before the first bucket; where it must be whole
    /// buckets are as much longer as that takes.
    private static func frame(
        _ window: Range<Int64>, _ wanted: Int, step: Int64, _ source: SeriesFrame.Source,
        isWhole: Bool = false
    ) -> SeriesFrame {
        let span = window.upperBound - window.lowerBound
        let least = (span + Int64(wanted) - 1) / Int64(wanted)
        var length = max(1, (least + step - 1) / step) * step
        func end() -> Int64 { ((window.upperBound - 1).floorDivided(by: length) + 1) * length }
        func needed() -> Int64 { (end() - window.lowerBound + length - 1) / length }
        // Ends at the latest where one bucket less would span the window. One alone may never do: around 1970.
        while isWhole, wanted > 1, needed() > wanted { length += step }
        let (end, count) = (end(), min(Int64(wanted), needed()))
        return SeriesFrame(
            startMilliseconds: end - count * length, bucketMilliseconds: length,
            count: Int(count), source: source)
    }

    private static let loading = "(status = 'loading')"

    /// The ids of the files for which a condition on the ledger holds.
    private static func ids(_ condition: String) -> String {
        "(SELECT id FROM ledger WHERE \(condition))"
    }

    private static func newest(
        _ connection: Connection, _ layout: DatasetLayout, _ hidden: String, upTo latest: Int64
    ) throws(StoreError) -> Int64? {
        let statement = try connection.statement(
            """
            SELECT timestamp_ms FROM \(layout.rowsTable)
                WHERE timestamp_ms <= ?1 AND file_id NOT IN \(ids(hidden))
                ORDER BY timestamp_ms DESC LIMIT 1
            """)
        statement.bind(latest, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.optionalInteger(0) : nil
    }

    private static func oldest(
        _ connection: Connection, _ layout: DatasetLayout
    ) throws(StoreError) -> Int64? {
        try connection.integer("SELECT min(timestamp_ms) FROM \(layout.rowsTable)")
    }

    /// How many readings there are behind a moment, as far as they are counted.
    private static func readings(
        _ connection: Connection, _ layout: DatasetLayout, _ hidden: String, after moment: Int64
    ) throws(StoreError) -> Int {
        let statement = try connection.statement(
            """
            SELECT count(*) FROM (SELECT 1 FROM \(layout.rowsTable)
                WHERE timestamp_ms > ?1 AND file_id NOT IN \(ids(hidden))
                LIMIT \(SeriesFrame.aheadLimit))
            """)
        statement.bind(moment, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) : 0
    }

    /// True when there are no more rows from a moment on than may be read one by one. Reads the index only.
    private static func fits(
        _ connection: Connection, _ layout: DatasetLayout, from start: Int64,
        most: Int = exactRows
    ) throws(StoreError) -> Bool {
        let statement = try connection.statement(
            """
            SELECT count(*) FROM (SELECT 1 FROM \(layout.rowsTable)
                WHERE timestamp_ms >= ?1 LIMIT \(most + 1))
            """)
        statement.bind(start, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) <= most : true
    }

    // MARK: Reading

    private var values: String {
        metrics.map { ", \(layout.value(at: $0.position))" }.joined()
    }

    /// The condition on the location, with a parameter's number.
    private func place(_ table: String, _ parameter: Int) -> String {
        location == nil ? "" : " AND \(table).location_id = ?\(parameter)"
    }

    /// Reads the rows `r` of the range for which a condition holds.
    private mutating func readRows(where condition: String) throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT r.location_id, r.timestamp_ms\(values) FROM \(layout.rowsTable) r
                WHERE r.timestamp_ms >= ?1 AND r.timestamp_ms < ?2\(place("r", 3))
                    AND \(condition)
            """)
        statement.bind(window.lowerBound, at: 1)
        statement.bind(window.upperBound, at: 2)
        if let location { statement.bind(location, at: 3) }
        defer { statement.reset() }
        while try statement.step() { addRow(statement) }
    }

    /// Adds a row; to the chart only where its file's partials are in the whole range already.
    private mutating func addRow(_ row: Statement, toChartOnly: Bool = false) {
        let (location, milliseconds) = (row.integer(0), row.integer(1))
        for index in metrics.indices where !row.isNull(Int32(index + 2)) {
            prepare(location)
            let value = row.double(Int32(index + 2))
            if toChartOnly {
                series[location]?[index].chart(value, at: milliseconds, in: frame)
            } else {
                series[location]?[index].add(value, at: milliseconds, in: frame)
            }
        }
    }

    /// Makes room for a location, in all metrics.
    private mutating func prepare(_ location: Int64) {
        guard series[location] == nil else { return }
        series[location] = Array(
            repeating: MetricSeries(bucketCount: frame.count), count: metrics.count)
    }

    private mutating func readPartials() throws(StoreError) {
        guard layout.hasPartials else { return }
        let columns = metrics.flatMap { DatasetLayout.partialColumns($0.number) }
            .map { ", p.\($0)" }.joined()
        // Partials without an hour have no place in time: they count where the range is all there is.
        let condition = range == .all ? "1" : "p.hour >= ?1 AND p.hour < ?2"
        let statement = try connection.statement(
            """
            SELECT p.location_id, p.hour\(columns) FROM \(layout.partialsTable) p
                WHERE \(condition)\(place("p", 3))\(try notHidden)
            """)
        if range != .all {
            statement.bind(window.lowerBound / Self.hour, at: 1)
            statement.bind(window.upperBound / Self.hour, at: 2)
        }
        if let location { statement.bind(location, at: 3) }
        defer { statement.reset() }
        while try statement.step() {
            let location = statement.integer(0)
            let start = statement.optionalInteger(1).map { $0 * Self.hour }
            for index in metrics.indices {
                let part = Self.part(statement, Int32(index * 5 + 2))
                guard part.count > 0 else { continue }
                prepare(location)
                series[location]?[index].add(part, at: start, in: frame)
            }
        }
    }

    /// The condition that keeps out partials of files that are not to be seen: they lie in those files' ranges of ids.
    private var notHidden: String {
        get throws(StoreError) {
            try hiddenRanges().reduce("") {
                $0 + " AND p.id NOT BETWEEN \($1.lowerBound) AND \($1.upperBound)"
            }
        }
    }

    /// The ranges of ids of those files. Any number of later files may be hidden: those without a file to be seen between them
    /// are one range.
    private func hiddenRanges() throws(StoreError) -> [ClosedRange<Int64>] {
        let isLoadingOnly = hidden == Self.loading
        let files =
            isLoadingOnly ? hidden : "first_row > 0 AND stored > 0 OR status = 'loading'"
        let statement = try connection.statement(
            """
            SELECT first_row, last_row, \(hidden) FROM ledger WHERE \(files) ORDER BY first_row
            """)
        defer { statement.reset() }
        var ranges: [ClosedRange<Int64>] = []
        var extends = false
        while try statement.step() {
            guard statement.int(2) != 0 else {
                extends = false
                continue
            }
            let (first, last) = (statement.integer(0), statement.integer(1))
            if extends, let before = ranges.popLast() {
                ranges.append(before.lowerBound...max(before.upperBound, last))
            } else {
                ranges.append(first...max(first, last))
            }
            extends = !isLoadingOnly
        }
        return ranges
    }

    /// Five columns of a partial: of a single value only count and mean are kept.
    private static func part(_ row: Statement, _ column: Int32) -> MetricStatistics {
        let mean = row.double(column + 1)
        return MetricStatistics(
            count: row.int(column), mean: mean, squaredDeviations: row.double(column + 2),
            minimum: row.isNull(column + 3) ? mean : row.double(column + 3),
            maximum: row.isNull(column + 4) ? mean : row.double(column + 4))
    }

    /// Rows of files that have no partials by the hour, the newest files first, as many rows as a page may read.
    ///
    /// For `all`, partials by location count already, but have no place in the chart.
    private mutating func readRowsOfOtherFiles() throws(StoreError) {
        guard range == .all else {
            // The newest files need not have the newest readings.
            let others = Self.ids("condensed IN (0, 2) AND NOT \(hidden)")
            return try Self.fits(connection, layout, from: window.lowerBound, most: Self.rowLimit)
                ? readRows(where: "r.file_id IN \(others)")
                : readRows(of: otherFiles(condensed: "(0, 2)"), toChartOnly: false)
        }
        try readRows(of: otherFiles(condensed: "(0)"), toChartOnly: false)
        try readRows(of: otherFiles(condensed: "(2)"), toChartOnly: true)
    }

    private mutating func readRows(
        of files: [ClosedRange<Int64>], toChartOnly: Bool
    ) throws(StoreError) {
        let rows = try connection.statement(
            """
            SELECT r.location_id, r.timestamp_ms\(values) FROM \(layout.rowsTable) r
                WHERE r.id BETWEEN ?1 AND ?2 AND r.timestamp_ms >= ?3 AND r.timestamp_ms < ?4
                    \(place("r", 5))
            """)
        let start = range == .all ? Int64.min : window.lowerBound
        let end = range == .all ? Int64.max : window.upperBound
        for file in files {
            rows.bind(file.lowerBound, at: 1)
            rows.bind(file.upperBound, at: 2)
            rows.bind(start, at: 3)
            rows.bind(end, at: 4)
            if let location { rows.bind(location, at: 5) }
            while try rows.step() { addRow(rows, toChartOnly: toChartOnly) }
            rows.reset()
        }
    }

    /// The ranges of ids of files whose partials have one of some forms, see ``Condensation``; the frame says when there are more.
    private mutating func otherFiles(
        condensed forms: String
    ) throws(StoreError) -> [ClosedRange<Int64>] {
        let statement = try connection.statement(
            """
            SELECT first_row, last_row, stored FROM ledger
                WHERE condensed IN \(forms) AND dataset = ?1 AND stored > 0 AND NOT \(hidden)
                ORDER BY id DESC
            """)
        statement.bind(layout.dataset, at: 1)
        defer { statement.reset() }
        var files: [ClosedRange<Int64>] = []
        var rows = 0
        while try statement.step() {
            guard rows < Self.rowLimit else {
                frame.source = .newestHours
                break
            }
            rows += statement.int(2)
            let first = statement.integer(0)
            files.append(first...max(first, statement.integer(1)))
        }
        return files
    }

    /// The newest values, which partials do not tell.
    private mutating func readNewest(_ newest: Int64) throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT r.location_id, r.timestamp_ms\(values) FROM \(layout.rowsTable) r
                WHERE r.timestamp_ms <= ?1\(place("r", 2)) AND r.file_id NOT IN \(Self.ids(hidden))
                ORDER BY r.timestamp_ms DESC LIMIT \(location == nil ? Self.newestRows : 1)
            """)
        statement.bind(newest, at: 1)
        if let location { statement.bind(location, at: 2) }
        defer { statement.reset() }
        while try statement.step() {
            for index in metrics.indices where !statement.isNull(Int32(index + 2)) {
                series[statement.integer(0)]?[index].noteLast(
                    statement.double(Int32(index + 2)), at: statement.integer(1))
            }
        }
    }
}

extension Int64 {
    /// The quotient, rounded down for negative numbers too.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
