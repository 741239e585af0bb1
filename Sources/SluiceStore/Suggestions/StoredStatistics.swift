internal import SluiceCore

/// What is stored of single fields by location, kept for a minute of commits: evidence needs no newer numbers.
///
/// A class, because readings fill it; confined to the queue of its reader.
final class StoredStatistics {
    private struct Key: Hashable {
        let dataset: String
        let column: String
    }

    private static let freshMicroseconds: Int64 = 60_000_000

    private var known: [Key: (at: Int64, statistics: [String: MetricStatistics])] = [:]

    /// The statistics of a stored column; empty when it is no metric. A pass over partials, or over 100 000 rows, where it is not known.
    func of(
        column: String, dataset: String, _ connection: Connection
    ) throws(StoreError) -> [String: MetricStatistics] {
        let now = try connection.integer("SELECT last_commit FROM counters") ?? 0
        let key = Key(dataset: dataset, column: column)
        if let found = known[key], now - found.at < Self.freshMicroseconds {
            return found.statistics
        }
        let result = try read(column, dataset, connection)
        known[key] = (now, result)
        return result
    }

    private func read(
        _ column: String, _ dataset: String, _ connection: Connection
    ) throws(StoreError) -> [String: MetricStatistics] {
        guard let layout = try DatasetCatalog(connection).layouts[dataset],
            let position = layout.position(of: column), layout.columns[position].metric != nil
        else { return [:] }
        let read = try LocationReading(
            connection, layout, metrics: [column], range: .all, buckets: 1)
        let statement = try connection.statement("SELECT name FROM locations WHERE id = ?1")
        var result: [String: MetricStatistics] = [:]
        for (id, series) in read.series {
            guard let series = series.first, series.whole.count > 0 else { continue }
            statement.bind(id, at: 1)
            if try statement.step() { result[statement.text(0)] = series.whole }
            statement.reset()
        }
        return result
    }
}
