/// The buckets of a chart over arrival time: how long each is, how many there are, and when the newest ends.
package struct ArrivalFrame: Sendable, Hashable {
    /// How long a bucket is, in seconds.
    package let bucketSeconds: Int
    /// How many there are.
    package let count: Int
    /// When the newest ends, in microseconds since 1970 UTC; in a chart a multiple of its length, so that it stands still.
    package let endMicroseconds: Int64
    /// What arrived from this moment on is left out, in microseconds since 1970 UTC; nil for nothing.
    package var untilMicroseconds: Int64?

    /// The hour before a moment in steps of five seconds, which a pipeline's own history goes on from.
    package init(hourBefore moment: Int64) {
        (bucketSeconds, count) = (5, 720)
        endMicroseconds = moment
    }

    /// The buckets of a range up to a moment, in microseconds since 1970 UTC; nil for an hour, which snapshots have, and for all.
    package init?(_ range: TimeRange, until moment: Int64) {
        switch range {
        case .hour, .all: return nil
        case .sixHours: (bucketSeconds, count) = (300, 72)
        case .day: (bucketSeconds, count) = (900, 96)
        case .week: (bucketSeconds, count) = (7_200, 84)
        }
        let length = Int64(bucketSeconds) * 1_000_000
        endMicroseconds = (moment / length + 1) * length
    }

    /// When the oldest begins, in microseconds since 1970 UTC.
    package var startMicroseconds: Int64 {
        endMicroseconds - Int64(count) * Int64(bucketSeconds) * 1_000_000
    }
}
