/// Records read and held over the last hour by the time their files arrived, in slots of five seconds.
///
/// A file refused as a whole counts nothing: it is an alert, not a rate. Memory: 720 slots.
package struct ErrorRateWindow: Sendable, Equatable {
    /// Records of a stretch of time.
    package struct Counts: Sendable, Equatable {
        /// Records read.
        package var records = 0
        /// Records held among them.
        package var held = 0

        /// Nothing read.
        package init() {}

        /// Held records ÷ records read; nil when nothing was read.
        package var rate: Double? { records > 0 ? Double(held) / Double(records) : nil }
    }

    private static let slotsOfMinute = 12
    private static let slotCount = 60 * slotsOfMinute
    private var slots = TimeSlots(
        count: slotCount, slotNanoseconds: 5_000_000_000, empty: Counts())

    /// A window in which nothing has arrived.
    package init() {}

    /// Counts the records of a file that arrived at a moment of the monotonic clock.
    ///
    /// A moment more than an hour before the newest one is not counted.
    package mutating func add(records: Int, held: Int, arrivedNanoseconds: UInt64) {
        slots.change(at: arrivedNanoseconds) { slot in
            slot.records += records
            slot.held += held
        }
    }

    /// What arrived in the last minutes, at most 60.
    package func counts(lastMinutes: Int, nowNanoseconds: UInt64) -> Counts {
        let end = slots.number(of: nowNanoseconds) + 1
        let asked = UInt64(min(max(0, lastMinutes) * Self.slotsOfMinute, Self.slotCount))
        return slots.values(from: end > asked ? end - asked : 0, to: end).reduce(into: Counts()) {
            $0.records += $1.records
            $0.held += $1.held
        }
    }
}
