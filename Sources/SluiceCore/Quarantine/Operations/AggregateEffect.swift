/// How the aggregates of a location and metric move by an operation.
package struct AggregateEffect: Sendable, Equatable {
    /// The location.
    package var location: String
    /// The metric's name.
    package var metric: String
    /// Over all files of the dataset, before.
    package var before: MetricStatistics
    /// The same afterwards.
    package var after: MetricStatistics
    /// The hours of event time whose readings are not what they were.
    package var hours: HourSpans

    /// Makes an effect.
    package init(
        location: String, metric: String, before: MetricStatistics, after: MetricStatistics,
        hours: HourSpans
    ) {
        self.location = location
        self.metric = metric
        self.before = before
        self.after = after
        self.hours = hours
    }
}
