/// What arrived in the last hour, by the time files became ready: the error rate with its reasons, as a chart shows it.
///
/// A file refused as a whole counts nothing: it is an alert, not a rate. Slots of five seconds; some 100 KiB at most.
package struct ArrivalHistory: Sendable, Equatable {
    private static let slotSeconds: UInt64 = 5
    private static let bucketSeconds: UInt64 = 60
    private static let bucketCount: UInt64 = 60
    private static let slotsOfBucket = bucketSeconds / slotSeconds
    /// Slots of the stretch that the current rate is about: five minutes.
    private static let slotsOfRate: UInt64 = 60

    private var slots = TimeSlots(
        count: Int((bucketCount + 1) * slotsOfBucket), slotNanoseconds: slotSeconds * 1_000_000_000,
        empty: ArrivalCounts())

    /// Nothing has arrived.
    package init() {}

    /// Counts the records of a committed file that became ready at a moment of the monotonic clock.
    package mutating func add(
        records: Int, held: Int, reasons: [FindingCode: Int], arrivedNanoseconds: UInt64
    ) {
        slots.change(at: arrivedNanoseconds) { slot in
            slot.counts.records += records
            slot.counts.held += held
            slot.reasons.merge(reasons, uniquingKeysWith: +)
        }
    }

    /// Counts what arrived in the buckets of a frame, as the database has it; what is older than an hour is passed over.
    ///
    /// - Parameter wallOffsetMicroseconds: what the wall clock is ahead of the monotonic one.
    package mutating func recall(
        _ buckets: [ArrivalCounts], of frame: ArrivalFrame, wallOffsetMicroseconds: Int64
    ) {
        for (place, bucket) in buckets.enumerated() where bucket.counts.records > 0 {
            let wall = frame.startMicroseconds + Int64(place * frame.bucketSeconds) * 1_000_000
            // A machine that has run for less than an hour has no moment of its clock for what came before.
            guard wall > wallOffsetMicroseconds else { continue }
            add(
                records: bucket.counts.records, held: bucket.counts.held, reasons: bucket.reasons,
                arrivedNanoseconds: UInt64(wall - wallOffsetMicroseconds) * 1_000)
        }
    }

    /// What arrived in the last minutes, at most 60.
    package func counts(lastMinutes: Int, nowNanoseconds: UInt64) -> ErrorRateCounts {
        let minutes = UInt64(min(max(0, lastMinutes), Int(Self.bucketCount)))
        return sum(
            last: minutes * Self.slotsOfBucket, before: slots.number(of: nowNanoseconds) + 1)
    }

    /// The rate of the last five minutes, or of the five before those; nil when nothing was read.
    package func rate(nowNanoseconds: UInt64, before: Bool = false) -> Double? {
        let end = slots.number(of: nowNanoseconds) + 1
        let last = Self.back(end, before ? Self.slotsOfRate : 0)
        return sum(last: Self.slotsOfRate, before: last).rate
    }

    /// The chart: 60 buckets of a minute, the newest one still growing.
    ///
    /// - Parameter wallOffsetMicroseconds: what the wall clock is ahead of the monotonic one.
    package func series(
        nowNanoseconds: UInt64, wallOffsetMicroseconds: Int64
    ) -> ErrorRateSeries {
        var series = ErrorRateSeries()
        series.bucketSeconds = Int(Self.bucketSeconds)
        let bucket = slots.number(of: nowNanoseconds) / Self.slotsOfBucket
        let endSeconds = (bucket + 1) * Self.bucketSeconds
        series.endMicroseconds = wallOffsetMicroseconds + Int64(endSeconds) * 1_000_000
        var arrived: [ArrivalCounts] = []
        for age in (0..<Self.bucketCount).reversed() {
            guard bucket >= age else {
                series.buckets.append(ErrorRateCounts())
                continue
            }
            let first = (bucket - age) * Self.slotsOfBucket
            let slots = slots.values(from: first, to: first + Self.slotsOfBucket)
            series.buckets.append(Self.sum(slots))
            arrived += slots.filter { !$0.reasons.isEmpty }
        }
        series.reasons = ArrivalCounts.reasons(of: arrived)
        series.current = rate(nowNanoseconds: nowNanoseconds)
        series.previous = rate(nowNanoseconds: nowNanoseconds, before: true)
        return series
    }

    private func sum(last count: UInt64, before end: UInt64) -> ErrorRateCounts {
        Self.sum(slots.values(from: Self.back(end, count), to: end))
    }

    private static func back(_ number: UInt64, _ count: UInt64) -> UInt64 {
        number > count ? number - count : 0
    }

    private static func sum(_ slots: [ArrivalCounts]) -> ErrorRateCounts {
        var sum = ErrorRateCounts()
        for slot in slots {
            sum.records += slot.counts.records
            sum.held += slot.counts.held
        }
        return sum
    }
}
