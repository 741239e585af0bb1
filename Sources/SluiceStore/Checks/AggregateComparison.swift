internal import SluiceCore

/// Compares the partials of files with statistics computed anew from their rows.
struct AggregateComparison {
    /// A file with partials.
    struct File {
        /// Its ledger id.
        let id: Int64
        /// Its name as the ledger has it.
        let name: String
        /// The ids of its rows and of its partials.
        let rows: ClosedRange<Int64>
        /// In which form its partials are kept.
        let form: Condensation
    }

    /// A location and, where partials are by hour, an hour.
    struct Key: Hashable {
        /// The id of the location.
        let location: Int64
        /// Hours since 1970; nil when partials are by location only.
        let hour: Int64?
    }

    /// Statistics of every metric, in the order of the columns.
    typealias Table = [Key: [MetricStatistics]]

    private let connection: Connection
    private let layout: DatasetLayout
    private let metrics: [(position: Int, number: Int)]

    /// A comparison for files of a dataset.
    init(_ connection: Connection, _ layout: DatasetLayout) {
        self.connection = connection
        self.layout = layout
        metrics = layout.columns.indices.compactMap { position in
            layout.columns[position].metric.map { (position, $0) }
        }
    }

    /// What differs, a clause each, without values from the data. Linear in the file's rows.
    func differences(of file: File) throws(StoreError) -> [String] {
        let wanted = try computed(file)
        let found = try kept(file)
        var differences: [String] = []
        for key in Set(wanted.keys).union(found.keys) {
            let empty = Array(repeating: MetricStatistics(), count: metrics.count)
            let (want, have) = (wanted[key] ?? empty, found[key] ?? empty)
            for index in metrics.indices {
                guard let what = Self.difference(have[index], want[index]) else { continue }
                let name = layout.columns[metrics[index].position].name
                let hour = key.hour.map { ", hour \($0)" } ?? ""
                differences.append("\(what) of \(name), location \(key.location)\(hour)")
            }
        }
        return differences
    }

    private static func difference(
        _ have: MetricStatistics, _ want: MetricStatistics
    ) -> String? {
        if have.count != want.count { return "count" }
        if have.count == 0 { return nil }
        if have.minimum != want.minimum { return "minimum" }
        if have.maximum != want.maximum { return "maximum" }
        // What rounding may do to a mean or a deviation near zero follows from the size of the values.
        let scale = max(want.minimum.magnitude, want.maximum.magnitude)
        func isNear(_ one: Double, _ other: Double) -> Bool {
            (one - other).magnitude <= max(1e-9 * other.magnitude, 1e-12 * scale)
        }
        if !isNear(have.mean, want.mean) { return "mean" }
        return isNear(have.standardDeviation, want.standardDeviation) ? nil : "standard deviation"
    }

    /// What the partials of a file must add up to. Linear in its rows.
    func computed(_ file: File) throws(StoreError) -> Table {
        let values = metrics.map { ", \(layout.value(at: $0.position))" }.joined()
        let statement = try connection.statement(
            """
            SELECT r.location_id, r.timestamp_ms\(values) FROM \(layout.rowsTable) r
                WHERE r.id BETWEEN ?1 AND ?2 AND r.file_id = ?3
            """)
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        statement.bind(file.id, at: 3)
        defer { statement.reset() }
        let empty = Array(repeating: MetricStatistics(), count: metrics.count)
        var table: Table = [:]
        while try statement.step() {
            let hour = PartialTable.hour(ofMilliseconds: statement.integer(1))
            let key = Key(
                location: statement.integer(0), hour: file.form == .hours ? hour : nil)
            for index in metrics.indices where !statement.isNull(Int32(index + 2)) {
                table[key, default: empty][index].add(statement.double(Int32(index + 2)))
            }
        }
        return table
    }

    private func kept(_ file: File) throws(StoreError) -> Table {
        let columns = metrics.flatMap { DatasetLayout.partialColumns($0.number) }
        let statement = try connection.statement(
            """
            SELECT location_id, hour\(columns.map { ", \($0)" }.joined()) FROM \(layout.partialsTable)
                WHERE id BETWEEN ?1 AND ?2
            """)
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        defer { statement.reset() }
        let empty = Array(repeating: MetricStatistics(), count: metrics.count)
        var table: Table = [:]
        while try statement.step() {
            let key = Key(
                location: statement.integer(0),
                hour: file.form == .hours ? statement.optionalInteger(1) : nil)
            for index in metrics.indices {
                let first = Int32(index * 5 + 2)
                guard statement.int(first) > 0 else { continue }
                let mean = statement.double(first + 1)
                table[key, default: empty][index].add(
                    MetricStatistics(
                        count: statement.int(first), mean: mean,
                        squaredDeviations: statement.double(first + 2),
                        minimum: statement.isNull(first + 3) ? mean : statement.double(first + 3),
                        maximum: statement.isNull(first + 4) ? mean : statement.double(first + 4)))
            }
        }
        return table
    }
}
