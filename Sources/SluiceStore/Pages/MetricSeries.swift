internal import SluiceCore

/// What is gathered of one location while rows or partials are read: the whole range, its buckets, the newest value.
struct MetricSeries {
    /// Over the whole range.
    private(set) var whole = MetricStatistics()
    /// Per bucket of the frame.
    private(set) var buckets: [MetricStatistics]
    /// The newest value and its time, in milliseconds since 1970.
    private(set) var last: (value: Double, milliseconds: Int64)?

    /// Nothing gathered, in so many buckets.
    init(bucketCount: Int) {
        buckets = Array(repeating: MetricStatistics(), count: bucketCount)
    }

    /// Adds a reading.
    mutating func add(_ value: Double, at milliseconds: Int64, in frame: SeriesFrame) {
        whole.add(value)
        chart(value, at: milliseconds, in: frame)
    }

    /// Adds a reading to the chart that the whole range has already.
    mutating func chart(_ value: Double, at milliseconds: Int64, in frame: SeriesFrame) {
        noteLast(value, at: milliseconds)
        guard let bucket = frame.bucket(of: milliseconds) else { return }
        buckets[bucket].add(value)
    }

    /// Adds the readings of an hour, or of no known time.
    mutating func add(_ part: MetricStatistics, at milliseconds: Int64?, in frame: SeriesFrame) {
        whole.add(part)
        guard let bucket = milliseconds.flatMap(frame.bucket) else { return }
        buckets[bucket].add(part)
    }

    /// Notes a value of the range that was counted elsewhere, if it is the newest.
    mutating func noteLast(_ value: Double, at milliseconds: Int64) {
        if last.map({ milliseconds >= $0.milliseconds }) ?? true { last = (value, milliseconds) }
    }

    /// Adds all of another location.
    mutating func add(_ other: MetricSeries) {
        whole.add(other.whole)
        for bucket in buckets.indices { buckets[bucket].add(other.buckets[bucket]) }
        if let other = other.last { noteLast(other.value, at: other.milliseconds) }
    }

    /// The mean of each bucket; nil is a gap.
    var means: [Double?] { buckets.map { $0.count > 0 ? $0.mean : nil } }
}

extension SeriesFrame {
    /// The bucket a moment falls into; nil before the first and behind the last.
    fileprivate func bucket(of milliseconds: Int64) -> Int? {
        guard milliseconds >= startMilliseconds else { return nil }
        let bucket = Int((milliseconds - startMilliseconds) / bucketMilliseconds)
        return bucket < count ? bucket : nil
    }
}
