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

    private static let slotNanoseconds: UInt64 = 5_000_000_000
    private static let slotCount: UInt64 = 720
    private var slots: [Counts]
    /// The number of the slot that was written last, counted from the clock's zero.
    private var newest: UInt64 = 0

    /// A window in which nothing has arrived.
    package init() {
        slots = Array(repeating: Counts(), count: Int(Self.slotCount))
    }

    /// Counts the records of a file that arrived at a moment of the monotonic clock.
    ///
    /// A moment more than an hour before the newest one is not counted.
    package mutating func add(records: Int, held: Int, arrivedNanoseconds: UInt64) {
        let number = arrivedNanoseconds / Self.slotNanoseconds
        advance(to: number)
        guard number + Self.slotCount > newest else { return }
        let index = Int(number % Self.slotCount)
        slots[index].records += records
        slots[index].held += held
    }

    /// What arrived in the last minutes, at most 60.
    package func counts(lastMinutes: Int, nowNanoseconds: UInt64) -> Counts {
        let now = nowNanoseconds / Self.slotNanoseconds
        let asked = min(UInt64(max(0, lastMinutes)) * 12, Self.slotCount)
        let oldest = max(
            now >= asked ? now - asked + 1 : 0,
            newest >= Self.slotCount ? newest - Self.slotCount + 1 : 0)
        var result = Counts()
        guard oldest <= newest else { return result }
        for number in oldest...newest where number <= now {
            result.records += slots[Int(number % Self.slotCount)].records
            result.held += slots[Int(number % Self.slotCount)].held
        }
        return result
    }

    /// Empties the slots that a new hour begins to use again.
    private mutating func advance(to number: UInt64) {
        guard number > newest else { return }
        for next in (newest + 1)..<(min(number, newest + Self.slotCount) + 1) {
            slots[Int(next % Self.slotCount)] = Counts()
        }
        if number > newest + Self.slotCount {
            for index in slots.indices { slots[index] = Counts() }
        }
        newest = number
    }
}
