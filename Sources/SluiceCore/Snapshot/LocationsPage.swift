/// The locations of a dataset by one metric.
package struct LocationsPage: Sendable, Equatable {
    /// One location.
    package struct Row: Sendable, Equatable {
        /// Its name as it stands in the data.
        package var location: String
        /// Count, mean, minimum, maximum and deviation over the range.
        package var statistics: MetricStatistics
        /// The newest value; nil when the range has none.
        package var last: Double?
        /// The event time of the newest value, in milliseconds since 1970 UTC.
        package var lastMilliseconds: Int64?
        /// The mean of each bucket of the frame, oldest first; nil is a gap.
        package var series: [Double?]

        /// Makes a row.
        package init(
            location: String, statistics: MetricStatistics, last: Double?,
            lastMilliseconds: Int64?, series: [Double?]
        ) {
            self.location = location
            self.statistics = statistics
            self.last = last
            self.lastMilliseconds = lastMilliseconds
            self.series = series
        }
    }

    /// The metric that is shown.
    package var metric: MetricChoice
    /// How far back it looks.
    package var range: TimeRange
    /// The buckets of the series.
    package var frame: SeriesFrame
    /// The locations in the order of their names, numbers by value; at most 1 000.
    package var rows: [Row]
    /// All locations together, those beyond the limit too; its name is empty.
    package var all: Row
    /// How many locations there are.
    package var count: Int

    /// Makes a page.
    package init(
        metric: MetricChoice, range: TimeRange, frame: SeriesFrame, rows: [Row], all: Row,
        count: Int
    ) {
        self.metric = metric
        self.range = range
        self.frame = frame
        self.rows = rows
        self.all = all
        self.count = count
    }
}
