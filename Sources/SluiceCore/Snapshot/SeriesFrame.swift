/// The buckets of event time that a page of locations or a chart is drawn in.
package struct SeriesFrame: Sendable, Equatable {
    /// Where the numbers come from.
    package enum Source: String, Sendable {
        /// Rows by their time.
        case rows
        /// Partials of an hour each, because the rows are too many or the range too long.
        case hours = "hourly"
        /// The same; of files too sparse for partials by the hour only the newest, because their rows are too many.
        case newestHours = "hourly, newest sparse files"
    }

    /// When the first bucket begins, in milliseconds since 1970 UTC.
    package var startMilliseconds: Int64
    /// How long a bucket is, in milliseconds; never shorter than what it is made from.
    package var bucketMilliseconds: Int64
    /// How many buckets there are; the last one holds the newest reading that is not ahead of the clock.
    package var count: Int
    /// Where the numbers come from.
    package var source: Source
    /// Readings so far ahead of the clock that the last bucket ends before them; at most ``aheadLimit``.
    ///
    /// They are part of no bucket, and of the numbers only where the range is all there is.
    package var readingsAhead = 0

    /// How many readings ahead of the clock are counted.
    package static let aheadLimit = 1_000

    /// When the last bucket ends, in milliseconds since 1970 UTC.
    package var endMilliseconds: Int64 { startMilliseconds + Int64(count) * bucketMilliseconds }

    /// Makes a frame.
    package init(
        startMilliseconds: Int64, bucketMilliseconds: Int64, count: Int, source: Source
    ) {
        self.startMilliseconds = startMilliseconds
        self.bucketMilliseconds = bucketMilliseconds
        self.count = count
        self.source = source
    }

    /// Nothing to show.
    package static let empty = SeriesFrame(
        startMilliseconds: 0, bucketMilliseconds: 1, count: 0, source: .rows)
}
