/// One location: a metric over time, and all metrics in short.
package struct LocationDetail: Sendable, Equatable {
    /// All readings of one bucket.
    package struct Bucket: Sendable, Equatable {
        /// How many readings.
        package var count: Int
        /// Their mean.
        package var mean: Double
        /// The smallest.
        package var minimum: Double
        /// The largest.
        package var maximum: Double

        /// Makes a bucket.
        package init(count: Int, mean: Double, minimum: Double, maximum: Double) {
            self.count = count
            self.mean = mean
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// One metric in short.
    package struct Metric: Sendable, Equatable {
        /// Which.
        package var metric: MetricChoice
        /// Over the range.
        package var statistics: MetricStatistics
        /// The mean of each bucket, oldest first; nil is a gap.
        package var series: [Double?]

        /// Makes a metric.
        package init(metric: MetricChoice, statistics: MetricStatistics, series: [Double?]) {
            self.metric = metric
            self.statistics = statistics
            self.series = series
        }
    }

    /// Its name as it stands in the data.
    package var location: String
    /// The metric of the chart.
    package var metric: MetricChoice
    /// How far back it looks.
    package var range: TimeRange
    /// The buckets of the chart and of the metrics' series.
    package var frame: SeriesFrame
    /// The buckets, oldest first; nil is a gap.
    package var buckets: [Bucket?]
    /// All metrics of its dataset.
    package var metrics: [Metric]

    /// Makes a detail.
    package init(
        location: String, metric: MetricChoice, range: TimeRange, frame: SeriesFrame,
        buckets: [Bucket?], metrics: [Metric]
    ) {
        self.location = location
        self.metric = metric
        self.range = range
        self.frame = frame
        self.buckets = buckets
        self.metrics = metrics
    }
}
