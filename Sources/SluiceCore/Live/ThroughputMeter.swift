/// How many files were committed and records read lately: the rates of the header and an hour of throughput.
package struct ThroughputMeter: Sendable, Equatable {
    private struct Slot: Sendable, Equatable {
        var files = 0
        var records = 0
    }

    private static let slotSeconds: UInt64 = 1
    private static let minutes: UInt64 = 60

    private let startNanoseconds: UInt64
    private var slots = TimeSlots(
        count: Int((minutes + 1) * 60), slotNanoseconds: slotSeconds * 1_000_000_000, empty: Slot())

    /// A meter that starts at a moment of the monotonic clock.
    package init(startNanoseconds: UInt64) {
        self.startNanoseconds = startNanoseconds
    }

    /// Counts files that were committed, or records that were read, at a moment of the monotonic clock.
    package mutating func add(files: Int = 0, records: Int = 0, nanoseconds: UInt64) {
        slots.change(at: nanoseconds) { slot in
            slot.files += files
            slot.records += records
        }
    }

    /// Files of the last minute.
    package func filesPerMinute(nowNanoseconds: UInt64) -> Double {
        Double(last(60, nowNanoseconds).files)
    }

    /// Records per second over the last ten seconds, the present one not counted.
    package func recordsPerSecond(nowNanoseconds: UInt64) -> Double {
        Double(last(10, nowNanoseconds).records) / 10
    }

    /// Records per second in each of the last 60 minutes, oldest first, the present one not counted; nil before the start.
    package func perMinute(nowNanoseconds: UInt64) -> [Double?] {
        let minute = slots.number(of: nowNanoseconds) / 60
        let start = slots.number(of: startNanoseconds) / 60
        return (1...Self.minutes).reversed().map { age in
            guard minute >= age, minute - age >= start else { return nil }
            let first = (minute - age) * 60
            return Double(sum(from: first, to: first + 60).records) / 60
        }
    }

    private func last(_ seconds: UInt64, _ now: UInt64) -> Slot {
        let end = slots.number(of: now)
        return sum(from: end > seconds ? end - seconds : 0, to: end)
    }

    private func sum(from first: UInt64, to end: UInt64) -> Slot {
        slots.values(from: first, to: end).reduce(into: Slot()) { sum, slot in
            sum.files += slot.files
            sum.records += slot.records
        }
    }
}
