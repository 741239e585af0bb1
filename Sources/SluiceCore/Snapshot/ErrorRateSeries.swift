/// Records held ÷ records read by arrival time, as a chart shows it.
package struct ErrorRateSeries: Sendable, Equatable {
    /// How long a bucket is, in seconds.
    package var bucketSeconds = 60
    /// When the newest bucket ends, in microseconds since 1970 UTC.
    package var endMicroseconds: Int64 = 0
    /// What arrived in each bucket, oldest first; a bucket that read nothing has no rate.
    package var buckets: [ErrorRateCounts] = []
    /// The reasons of what is held in these buckets, most frequent first.
    package var reasons: [ReasonCount] = []
    /// The rate of the last five minutes; nil when nothing was read.
    package var current: Double?
    /// The rate of the five minutes before those; nil when nothing was read.
    package var previous: Double?
    /// The rate above which an alert fires; nil when there is none.
    package var threshold: Double?
    /// For how long it must be above, in seconds.
    package var thresholdSeconds = 60

    /// Nothing arrived.
    package init() {}
}
