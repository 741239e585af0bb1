import SluiceCore

extension SampleAnswers {
    /// A day of temperatures with a gap of some hours.
    static var location: LocationDetail {
        chart("104", buckets: 144) { number in
            guard !(90..<104).contains(number) else { return nil }
            // A wave of a day's length, with some noise.
            let wave = Double(abs((number + 30) % 144 - 72)) / 6
            let mean = 18 + wave + Double(number * 7 % 5) / 4
            return LocationDetail.Bucket(
                count: 10 + number % 7, mean: mean, minimum: mean - 1.5 - Double(number % 3),
                maximum: mean + 1 + Double(number % 4))
        }
    }

    /// Nothing in the range.
    static var emptyLocation: LocationDetail { chart("104", buckets: 60) { _ in nil } }

    /// A name no terminal should see, and one reading.
    static var hostileLocation: LocationDetail {
        var detail = chart(Hostile.name, buckets: 1) { _ in
            LocationDetail.Bucket(count: 1, mean: 5, minimum: 5, maximum: 5)
        }
        detail.metric.unit = "\u{1B}[5m"
        return detail
    }

    /// The largest numbers there are.
    static var hugeLocation: LocationDetail {
        chart("日本東京都千代田区", buckets: 2_000) { number in
            let sign = number % 2 == 0 ? 1.0 : -1.0
            return LocationDetail.Bucket(
                count: .max, mean: sign * 1e308, minimum: -1.7e308, maximum: 1.7e308)
        }
    }

    private static func chart(
        _ name: String, buckets count: Int, _ bucket: (Int) -> LocationDetail.Bucket?
    ) -> LocationDetail {
        let length: Int64 = 86_400_000 / Int64(count)
        let buckets = (0..<count).map(bucket)
        var statistics = MetricStatistics()
        for value in buckets.compactMap({ $0?.mean }) where value.magnitude < 1e100 {
            statistics.add(value)
        }
        return LocationDetail(
            location: name, metric: metrics[0], range: .day,
            frame: SeriesFrame(
                startMilliseconds: SampleStation.now / 1_000 - 86_400_000,
                bucketMilliseconds: length, count: count, source: .rows),
            buckets: buckets,
            metrics: metrics.map {
                LocationDetail.Metric(
                    metric: $0, statistics: statistics, series: buckets.map { $0?.mean })
            })
    }
}
