internal import SluiceCore
internal import SluiceTestKit
internal import Testing

extension DeskFixture {
    /// What identifies the readings of a metric of a location.
    struct Series: Hashable {
        let location: String
        let metric: String
    }

    /// The readings by series and hour, as numbers that do not depend on their order.
    func hours() throws -> [Series: [Int64: [String]]] {
        var result: [Series: [Int64: [String]]] = [:]
        let names = dataset.metricChoices.map(\.name)
        let numbers = names.map { name in
            let whole = "CAST(round(\(name) * 1000) AS INTEGER)"
            return ", count(\(name)), sum(\(whole)), sum(\(whole) * \(whole))"
        }.joined()
        let rows = try store.rows(
            """
            SELECT location_id, CAST(strftime('%s', timestamp) AS INTEGER) / 3600\(numbers)
                FROM \(view) GROUP BY 1, 2
            """)
        for row in rows {
            guard let hour = Int64(row[1]) else { continue }
            for (number, name) in names.enumerated() where row[2 + number * 3] != "0" {
                result[Series(location: row[0], metric: name), default: [:]][hour] =
                    Array(row[(2 + number * 3)..<(5 + number * 3)])
            }
        }
        return result
    }

    /// The hours that effects tell are those whose readings are others now.
    func check(
        _ effects: [AggregateEffect], from before: [Series: [Int64: [String]]],
        _ location: SourceLocation
    ) throws {
        let after = try hours()
        var told: [Series: Set<Int64>] = [:]
        for effect in effects {
            let series = Series(location: effect.location, metric: effect.metric)
            for span in effect.hours.spans { told[series, default: []].formUnion(span) }
        }
        for series in Set(before.keys).union(after.keys).union(told.keys) {
            let (old, new) = (before[series] ?? [:], after[series] ?? [:])
            let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
            #expect(told[series] ?? [] == changed, "\(series)", sourceLocation: location)
        }
    }
}
