package import SluiceCore

/// The numbers of locations over event time.
extension StoreReader {
    /// Most locations a page lists.
    private static let locationLimit = 1_000

    /// The locations of a metric's dataset over a range that ends with the newest reading; nil for an unknown metric.
    ///
    /// With the wall clock in `now`, in microseconds since 1970 UTC, readings more than a day ahead of it do not move the
    /// range, unless there are no others. Up to 40 000 rows are read one by one, else partials of an hour are summed. With
    /// `until`, in microseconds since 1970 UTC, files committed later are left out; what an operator did to earlier ones since
    /// is not.
    package func locations(
        _ metric: MetricChoice, _ range: TimeRange, buckets: Int, until: Int64? = nil,
        now: Int64? = nil
    ) throws(StoreError) -> LocationsPage? {
        try reading { () throws(StoreError) in
            guard let layout = try layout(of: metric) else { return nil }
            let read = try LocationReading(
                connection, layout, metrics: [metric.name], range: range, buckets: buckets,
                until: until, now: now)
            let names = try locationNames()
            var all = MetricSeries(bucketCount: read.frame.count)
            var rows: [LocationsPage.Row] = []
            for (id, series) in read.series {
                guard let series = series.first else { continue }
                all.add(series)
                rows.append(Self.row(names[id] ?? "", series))
            }
            rows.sort { LocationName.precedes($0.location, $1.location) }
            return LocationsPage(
                metric: metric, range: range, frame: read.frame,
                rows: Array(rows.prefix(Self.locationLimit)), all: Self.row("", all),
                count: rows.count)
        }
    }

    /// One location: a chart of a metric, and all metrics of the dataset in short; nil when it is not known.
    package func location(
        _ name: String, _ metric: MetricChoice, _ range: TimeRange, buckets: Int,
        until: Int64? = nil, now: Int64? = nil, metrics choices: [MetricChoice]
    ) throws(StoreError) -> LocationDetail? {
        try reading { () throws(StoreError) in
            guard let layout = try layout(of: metric), let id = try locationID(name) else {
                return nil
            }
            let known = choices.filter { choice in
                choice.dataset == metric.dataset && layout.position(of: choice.name) != nil
            }
            let read = try LocationReading(
                connection, layout, metrics: known.map(\.name), range: range, buckets: buckets,
                until: until, now: now, location: id)
            let empty = MetricSeries(bucketCount: read.frame.count)
            let series = read.series[id] ?? []
            let shorts = known.indices.map { index in
                let found = index < series.count ? series[index] : empty
                return LocationDetail.Metric(
                    metric: known[index], statistics: found.whole, series: found.means)
            }
            let chosen = known.firstIndex { $0.name == metric.name }
            let chart = chosen.flatMap { $0 < series.count ? series[$0] : nil } ?? empty
            return LocationDetail(
                location: name, metric: metric, range: range, frame: read.frame,
                buckets: chart.buckets.map(Self.bucket), metrics: shorts)
        }
    }

    private func layout(of metric: MetricChoice) throws(StoreError) -> DatasetLayout? {
        let layout = try DatasetCatalog(connection).layouts[metric.dataset]
        let position = layout?.position(of: metric.name)
        return position.flatMap { layout?.columns[$0].metric } == nil ? nil : layout
    }

    private static func row(_ name: String, _ series: MetricSeries) -> LocationsPage.Row {
        LocationsPage.Row(
            location: name, statistics: series.whole, last: series.last?.value,
            lastMilliseconds: series.last?.milliseconds, series: series.means)
    }

    private static func bucket(_ part: MetricStatistics) -> LocationDetail.Bucket? {
        guard part.count > 0 else { return nil }
        return LocationDetail.Bucket(
            count: part.count, mean: part.mean, minimum: part.minimum, maximum: part.maximum)
    }

    private func locationNames() throws(StoreError) -> [Int64: String] {
        let statement = try connection.statement("SELECT id, name FROM locations")
        defer { statement.reset() }
        var names: [Int64: String] = [:]
        while try statement.step() { names[statement.integer(0)] = statement.text(1) }
        return names
    }

    private func locationID(_ name: String) throws(StoreError) -> Int64? {
        let statement = try connection.statement("SELECT id FROM locations WHERE name = ?1")
        statement.bind(name, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : nil
    }
}
