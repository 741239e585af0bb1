internal import SluiceCore

/// Makes partials of a file anew from its rows, after some of these were taken back or added.
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

    /// What a partial is of; the hour is nil where it is of all hours.
    struct Place: Hashable {
        /// The id of the location.
        let location: Int64
        /// The hour since 1970.
        let hour: Int64?
    }

    /// From so many hours on, the rows of the file are read once and not hour by hour.
    private static let hourLimit = 8
    /// So are those of a file of at most so many lines: an hour has the rows of all files.
    private static let lineLimit: Int64 = 20_000

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

    /// How many partials a file has.
    func count(_ file: File) throws(StoreError) -> Int {
        layout.hasPartials ? try partials(of: file).count : 0
    }

    /// Restates the partials that the given rows, now gone, belonged to.
    func restate(_ file: File, without gone: [StoredRow]) throws(StoreError) {
        _ = try restate(
            file,
            around: gone.map {
                ($0.locationID, PartialTable.hour(ofMilliseconds: $0.milliseconds))
            })
    }

    /// Restates the partials of locations in hours; answers which. Nothing where the file has none.
    ///
    /// Reads the partials of the file, and the rows of the hours concerned or, where those are many, of the whole file.
    func restate(
        _ file: File, around spots: [(locationID: Int64, hour: Int64)]
    ) throws(StoreError) -> Set<Place> {
        guard layout.hasPartials, file.form != .none, !spots.isEmpty else { return [] }
        let places = Set(
            spots.map {
                Place(location: $0.locationID, hour: file.form == .hours ? $0.hour : nil)
            })
        var sums = PlaceSums(width: metrics.count, only: places)
        let hours = Set(places.compactMap(\.hour))
        let lines = file.rows.upperBound - file.rows.lowerBound
        if file.form == .hours, hours.count < Self.hourLimit, lines > Self.lineLimit {
            for hour in hours { try read(file, hour: hour, into: &sums) }
        } else {
            try read(file, hour: nil, into: &sums)
        }
        let ids = try partials(of: file)
        let gone = ids.filter { places.contains($0.key) }
        try remove(gone.values.flatMap { $0 })
        let rest = ids.filter { !places.contains($0.key) }
        try insert(
            sums.statistics(file.form), into: file, at: gone.compactMapValues(\.first),
            beside: Set(rest.values.joined()))
        return places
    }

    /// Makes all partials of a file anew from its rows, in the form they have. Linear in the rows.
    func restateAll(_ file: File) throws(StoreError) {
        guard layout.hasPartials, file.form != .none else { return }
        try remove(try partials(of: file).values.flatMap { $0 })
        var sums = PlaceSums(width: metrics.count)
        try read(file, hour: nil, into: &sums)
        try insert(sums.statistics(file.form), into: file)
    }

    /// Makes all partials of a file anew, in the form that suits its rows; answers the form and of what they are.
    func condense(_ file: File) throws(StoreError) -> (form: Condensation, places: Set<Place>) {
        guard layout.hasPartials else { return (.none, []) }
        try remove(try partials(of: file).values.flatMap { $0 })
        let hourly = File(id: file.id, rows: file.rows, form: .hours)
        var sums = PlaceSums(width: metrics.count)
        let rows = try read(hourly, hour: nil, into: &sums)
        var statistics = sums.statistics(.hours)
        let locations = sums.statistics(.locations)
        let form = Self.form(rows: rows, hours: statistics.count, locations: locations.count)
        guard form != .none else { return (.none, []) }
        if form == .locations { statistics = locations }
        try insert(statistics, into: file)
        return (form, Set(statistics.map(\.place)))
    }

    /// The form that suits so many rows at so many places: a partial is to stand for four rows at least.
    static func form(rows: Int, hours: Int, locations: Int) -> Condensation {
        guard rows > 0 else { return .none }
        return hours * 4 <= rows ? .hours : locations * 4 <= rows ? .locations : .none
    }

    /// Adds up the rows of an hour, or of the whole file, by place. Answers how many rows were read.
    @discardableResult
    private func read(
        _ file: File, hour: Int64?, into sums: inout PlaceSums
    ) throws(StoreError) -> Int {
        let values = metrics.map { ", \(layout.value(at: $0.position))" }.joined()
        let range = hour == nil ? "r.id" : "r.timestamp_ms"
        let statement = try connection.statement(
            """
            SELECT r.location_id, r.timestamp_ms\(values) FROM \(layout.rowsTable) r
                WHERE \(range) BETWEEN ?1 AND ?2 AND r.file_id = ?3 ORDER BY r.id
            """)
        statement.bind(hour.map { $0 * 3_600_000 } ?? file.rows.lowerBound, at: 1)
        statement.bind(hour.map { $0 * 3_600_000 + 3_599_999 } ?? file.rows.upperBound, at: 2)
        statement.bind(file.id, at: 3)
        defer { statement.reset() }
        var rows = 0
        var row = [Double](repeating: .nan, count: metrics.count)
        while try statement.step() {
            rows += 1
            for index in row.indices {
                let column = Int32(index + 2)
                row[index] = statement.isNull(column) ? .nan : statement.double(column)
            }
            sums.add(
                row, location: statement.integer(0),
                hour: PartialTable.hour(ofMilliseconds: statement.integer(1)))
        }
        return rows
    }

    /// The ids of the partials of a file by what they are of.
    private func partials(of file: File) throws(StoreError) -> [Place: [Int64]] {
        let statement = try connection.statement(
            "SELECT id, location_id, hour FROM \(layout.partialsTable) WHERE id BETWEEN ?1 AND ?2")
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        defer { statement.reset() }
        var result: [Place: [Int64]] = [:]
        while try statement.step() {
            let place = Place(
                location: statement.integer(1), hour: statement.optionalInteger(2))
            result[place, default: []].append(statement.integer(0))
        }
        return result
    }

    private func remove(_ ids: [Int64]) throws(StoreError) {
        let statement = try connection.statement(
            "DELETE FROM \(layout.partialsTable) WHERE id = ?1")
        for id in ids {
            statement.bind(id, at: 1)
            try statement.run()
        }
    }

    /// Inserts partials under the ids they had, or the lowest of the file that are free: there are enough, for each is of a row at least.
    private func insert(
        _ statistics: [(place: Place, values: [MetricStatistics])], into file: File,
        at known: [Place: Int64] = [:], beside others: Set<Int64> = []
    ) throws(StoreError) {
        let columns = metrics.flatMap { DatasetLayout.partialColumns($0.number) }
        let values = columns.indices.map { ", ?\($0 + 4)" }.joined()
        let statement = try connection.statement(
            """
            INSERT INTO \(layout.partialsTable)(id, location_id, hour\(columns.map { ", \($0)" }.joined()))
                VALUES (?1, ?2, ?3\(values))
            """)
        let taken = others.union(statistics.compactMap { known[$0.place] })
        var next = file.rows.lowerBound
        for (place, values) in statistics {
            var id = known[place]
            if id == nil {
                while taken.contains(next) { next += 1 }
                guard next <= file.rows.upperBound else {
                    throw StoreError(.constraint, "file \(file.id) has more partials than lines")
                }
                id = next
                next += 1
            }
            statement.bind(id, at: 1)
            statement.bind(place.location, at: 2)
            statement.bind(place.hour, at: 3)
            for (index, value) in values.enumerated() where value.count > 0 {
                Self.bind(value, to: statement, at: Int32(index * 5 + 4))
            }
            try statement.run()
        }
    }

    private static func bind(
        _ value: MetricStatistics, to statement: Statement, at first: Int32
    ) {
        statement.bind(value.count, at: first)
        statement.bind(value.mean, at: first + 1)
        guard value.count > 1 else { return }
        statement.bind(value.squaredDeviations, at: first + 2)
        statement.bind(value.minimum, at: first + 3)
        statement.bind(value.maximum, at: first + 4)
    }
}
