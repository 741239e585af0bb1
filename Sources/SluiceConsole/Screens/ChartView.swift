package import SluiceCore

/// How an operator looks at the chart of a location: how near, and where the cursor stands.
package struct ChartView: Sendable, Hashable {
    /// How often a chart can be halved.
    package static let deepestZoom = 5

    /// How often the part of the range that is shown was halved, 0 to ``deepestZoom``.
    package var zoom = 0
    /// The event time the cursor stands on, in milliseconds since 1970 UTC; nil for the newest bucket.
    package var cursorMilliseconds: Int64?

    /// All of the range, with the cursor on its newest bucket.
    package init() {}

    /// The bucket of a frame that the cursor stands on; 0 when there is none.
    package func cursor(in frame: SeriesFrame) -> Int {
        guard let cursorMilliseconds else { return max(0, frame.count - 1) }
        let (distance, hasOverflown) = cursorMilliseconds.subtractingReportingOverflow(
            frame.startMilliseconds)
        guard !hasOverflown, distance > 0 else { return 0 }
        let bucket = distance / max(1, frame.bucketMilliseconds)
        return Int(min(bucket, Int64(max(0, frame.count - 1))))
    }

    /// The buckets of a frame that are shown: all of them, or a part around the cursor.
    package func window(in frame: SeriesFrame) -> Range<Int> {
        let all = max(0, frame.count)
        let shown = min(all, max(1, (all + (1 << zoom) - 1) >> zoom))
        let first = min(max(0, cursor(in: frame) - shown / 2), all - shown)
        return first..<(first + shown)
    }

    /// Moves the cursor by so many buckets, not past the ends.
    package mutating func move(by buckets: Int, in frame: SeriesFrame) {
        move(to: cursor(in: frame) + buckets, in: frame)
    }

    /// Moves the cursor to a bucket, or to the end that is next to it.
    package mutating func move(to bucket: Int, in frame: SeriesFrame) {
        let target = min(max(0, bucket), max(0, frame.count - 1))
        cursorMilliseconds = target == frame.count - 1 ? nil : frame.start(of: target)
    }
}

extension SeriesFrame {
    /// When a bucket begins, in milliseconds since 1970 UTC.
    package func start(of bucket: Int) -> Int64 {
        startMilliseconds &+ bucketMilliseconds &* Int64(bucket)
    }

    /// The event time of all buckets, in milliseconds since 1970 UTC.
    package var milliseconds: Range<Int64> { milliseconds(of: 0..<max(0, count)) }

    /// The event time of consecutive buckets; empty where it is out of reach.
    package func milliseconds(of buckets: Range<Int>) -> Range<Int64> {
        let start = start(of: buckets.lowerBound)
        return start..<max(start, self.start(of: buckets.upperBound))
    }
}
