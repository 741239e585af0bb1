internal import SluiceCore

/// Makes partials of a file anew from its rows, after some of these were taken back.
struct PartialRestatement {
    /// A file whose partials are restated.
    struct File {
        /// Its ledger id.
        let id: Int64
        /// The ids its rows and partials may have.
        let rows: ClosedRange<Int64>
        /// In which form its partials are written.
        let form: Condensation
    }

    private let connection: Connection
    private let layout: DatasetLayout
    private let metrics: [(position: Int, number: Int)]

    /// A restatement of files of a dataset.
    init(_ connection: Connection, _ layout: DatasetLayout) {
        self.connection = connection
        self.layout = layout
        metrics = layout.columns.indices.compactMap { position in
            layout.columns[position].metric.map { (position, $0) }
        }
    }

    /// Restates the partials that the given rows, now gone, belonged to.
    ///
    /// Reads the rows of the hours concerned, or of the whole file where its partials are not by hour.
    func restate(_ file: File, without gone: [StoredRow]) throws(StoreError) {
        guard layout.hasPartials else { return }
        switch file.form {
        case .none:
            return
        case .hours:
            let hours = Dictionary(grouping: gone) {
                PartialTable.hour(ofMilliseconds: $0.milliseconds)
            }
            for (hour, rows) in hours {
                try restate(file, hour: hour, locations: Set(rows.map(\.locationID)))
            }
        case .locations:
            try restate(file, hour: nil, locations: Set(gone.map(\.locationID)))
        }
    }

    /// Makes all partials of a file anew from its rows, in the form they have. Linear in the rows.
    func restateAll(_ file: File) throws(StoreError) {
        guard layout.hasPartials, file.form != .none else { return }
        let table = try AggregateComparison(connection, layout).computed(
            AggregateComparison.File(id: file.id, name: "", rows: file.rows, form: file.form))
        let removal = try connection.statement(
            "DELETE FROM \(layout.partialsTable) WHERE id BETWEEN ?1 AND ?2")
        removal.bind(file.rows.lowerBound, at: 1)
        removal.bind(file.rows.upperBound, at: 2)
        try removal.run()
        let keys = table.keys.sorted { ($0.location, $0.hour ?? 0) < ($1.location, $1.hour ?? 0) }
        for (index, key) in keys.enumerated() {
            guard let statistics = table[key] else { continue }
            try insert(
                file.rows.lowerBound + Int64(index), location: key.location, hour: key.hour,
                statistics)
        }
    }

    private func restate(
        _ file: File, hour: Int64?, locations: Set<Int64>
    ) throws(StoreError) {
        let left = try statistics(file, hour: hour, locations: locations)
        for location in locations.sorted() {
            guard let id = try removePartials(file, location: location, hour: hour) else {
                continue
            }
            if let statistics = left[location] {
                try insert(id, location: location, hour: hour, statistics)
            }
        }
    }

    private func statistics(
        _ file: File, hour: Int64?, locations: Set<Int64>
    ) throws(StoreError) -> [Int64: [MetricStatistics]] {
        let values = metrics.map { ", \(layout.value(at: $0.position))" }.joined()
        let range = hour == nil ? "r.id" : "r.timestamp_ms"
        let statement = try connection.statement(
            """
            SELECT r.location_id\(values) FROM \(layout.rowsTable) r
                WHERE \(range) BETWEEN ?1 AND ?2 AND r.file_id = ?3
            """)
        statement.bind(hour.map { $0 * 3_600_000 } ?? file.rows.lowerBound, at: 1)
        statement.bind(hour.map { $0 * 3_600_000 + 3_599_999 } ?? file.rows.upperBound, at: 2)
        statement.bind(file.id, at: 3)
        defer { statement.reset() }
        let empty = Array(repeating: MetricStatistics(), count: metrics.count)
        var result: [Int64: [MetricStatistics]] = [:]
        while try statement.step() {
            let location = statement.integer(0)
            guard locations.contains(location) else { continue }
            for index in metrics.indices where !statement.isNull(Int32(index + 1)) {
                result[location, default: empty][index].add(statement.double(Int32(index + 1)))
            }
        }
        return result
    }

    /// Removes the partials of a place and hour; returns the first of their ids, which is free now.
    private func removePartials(
        _ file: File, location: Int64, hour: Int64?
    ) throws(StoreError) -> Int64? {
        let condition = "WHERE id BETWEEN ?1 AND ?2 AND location_id = ?3 AND hour IS ?4"
        let search = try connection.statement(
            "SELECT min(id) FROM \(layout.partialsTable) \(condition)")
        let removal = try connection.statement("DELETE FROM \(layout.partialsTable) \(condition)")
        for statement in [search, removal] {
            statement.bind(file.rows.lowerBound, at: 1)
            statement.bind(file.rows.upperBound, at: 2)
            statement.bind(location, at: 3)
            statement.bind(hour, at: 4)
        }
        let first = try search.step() ? search.optionalInteger(0) : nil
        search.reset()
        try removal.run()
        return first
    }

    private func insert(
        _ id: Int64, location: Int64, hour: Int64?, _ statistics: [MetricStatistics]
    ) throws(StoreError) {
        let columns = metrics.flatMap { DatasetLayout.partialColumns($0.number) }
        let values = columns.indices.map { ", ?\($0 + 4)" }.joined()
        let statement = try connection.statement(
            """
            INSERT INTO \(layout.partialsTable)(id, location_id, hour\(columns.map { ", \($0)" }.joined()))
                VALUES (?1, ?2, ?3\(values))
            """)
        statement.bind(id, at: 1)
        statement.bind(location, at: 2)
        statement.bind(hour, at: 3)
        for (index, value) in statistics.enumerated() where value.count > 0 {
            let first = Int32(index * 5 + 4)
            statement.bind(value.count, at: first)
            statement.bind(value.mean, at: first + 1)
            guard value.count > 1 else { continue }
            statement.bind(value.squaredDeviations, at: first + 2)
            statement.bind(value.minimum, at: first + 3)
            statement.bind(value.maximum, at: first + 4)
        }
        try statement.run()
    }
}
