/// Hours of event time, counted since 1970 UTC, as spans of consecutive ones, oldest first.
///
/// Bounded: beyond ``limit`` spans those with the least time between them become one, so that it may say more than was put in, but
/// never less.
package struct HourSpans: Sendable, Equatable {
    /// The most spans.
    package static let limit = 100

    /// The spans; none touches the next.
    package private(set) var spans: [ClosedRange<Int64>] = []

    /// No hour.
    package init() {}

    /// True when there is no hour.
    package var isEmpty: Bool { spans.isEmpty }

    /// Puts an hour in. Amortised logarithmic in the spans, constant in the order of time.
    package mutating func insert(_ hour: Int64) { insert(hour...hour) }

    /// Puts the hours of others in.
    package mutating func formUnion(_ other: HourSpans) {
        for span in other.spans { insert(span) }
    }

    /// Puts consecutive hours in.
    package mutating func insert(_ hours: ClosedRange<Int64>) {
        // Those before `first` end an hour or more before it, those from `next` on begin an hour or more after it.
        let first = index { hours.lowerBound <= $0.upperBound.addingOne }
        var next = first
        var joined = hours
        while next < spans.count, spans[next].lowerBound <= hours.upperBound.addingOne {
            joined =
                min(
                    joined.lowerBound, spans[next].lowerBound)...max(
                    joined.upperBound, spans[next].upperBound)
            next += 1
        }
        spans.replaceSubrange(first..<next, with: [joined])
        if spans.count > Self.limit { joinNearest() }
    }

    /// True when some of it lies in a part of event time, in milliseconds since 1970 UTC. Logarithmic.
    package func overlaps(milliseconds part: Range<Int64>) -> Bool {
        guard !part.isEmpty else { return false }
        let start = PartialTable.hour(ofMilliseconds: part.lowerBound)
        let place = index { start <= $0.upperBound }
        guard place < spans.count else { return false }
        return spans[place].lowerBound <= PartialTable.hour(ofMilliseconds: part.upperBound - 1)
    }

    /// The first span of which a condition holds that holds of all behind it as well; the last one is tried first.
    private func index(where condition: (ClosedRange<Int64>) -> Bool) -> Int {
        guard let last = spans.last, condition(last) else { return spans.count }
        var (low, high) = (0, spans.count - 1)
        if high > 0, !condition(spans[high - 1]) { return high }
        while low < high {
            let middle = (low + high) / 2
            if condition(spans[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Closes the smaller half of the gaps, of those that are alike the oldest.
    private mutating func joinNearest() {
        let gaps = zip(spans, spans.dropFirst()).map { Self.gap($0, $1) }
        let half = gaps.count / 2
        let widest = gaps.sorted()[half]
        var alike = half - gaps.count { $0 < widest }
        var joined = [spans[0]]
        for (gap, span) in zip(gaps, spans.dropFirst()) {
            if gap < widest || (gap == widest && alike > 0) {
                if gap == widest { alike -= 1 }
                joined[joined.count - 1] =
                    joined[joined.count - 1].lowerBound...span.upperBound
            } else {
                joined.append(span)
            }
        }
        spans = joined
    }

    private static func gap(
        _ earlier: ClosedRange<Int64>, _ later: ClosedRange<Int64>
    ) -> UInt64 {
        UInt64(bitPattern: later.lowerBound) &- UInt64(bitPattern: earlier.upperBound)
    }
}

extension Int64 {
    /// One more, but for the largest of all.
    fileprivate var addingOne: Int64 { self == .max ? self : self + 1 }
}
