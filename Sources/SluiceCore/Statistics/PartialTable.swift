/// The partial aggregates of a chunk: statistics per location × hour × metric, found by hashing.
///
/// A file's partials are those of its chunks: several rows of the store may belong to one file × location × hour and
/// add up on reading. Memory: 40 bytes per metric and slot, at most one slot per row of the chunk.
package struct PartialTable: Sendable {
    /// What a slot stands for.
    package struct Key: Sendable, Hashable {
        /// Index into the chunk's location names.
        package let location: UInt32
        /// Hours since 1970-01-01T00:00Z, rounded down.
        package let hour: Int64

        /// Makes a key.
        package init(location: UInt32, hour: Int64) {
            self.location = location
            self.hour = hour
        }
    }

    /// How many metrics a slot has.
    package let metricCount: Int
    /// The keys of the slots, in the order of their first use.
    package private(set) var keys: [Key] = []
    /// The statistics, slot by slot: index `slot * metricCount + metric`.
    package var statistics: [MetricStatistics] = []
    private var slots: [Int32] = []
    private var mask = 0

    /// An empty table for so many metrics.
    package init(metricCount: Int) {
        self.metricCount = metricCount
        resize(to: 256)
    }

    /// The slot of a location and hour, made when it is new. Amortised constant time.
    package mutating func slot(location: UInt32, hour: Int64) -> Int {
        var probe = Self.hash(location, hour) & mask
        while true {
            let found = Int(slots[probe])
            if found < 0 { break }
            if keys[found].hour == hour && keys[found].location == location { return found }
            probe = (probe + 1) & mask
        }
        let slot = keys.count
        slots[probe] = Int32(slot)
        keys.append(Key(location: location, hour: hour))
        for _ in 0..<metricCount { statistics.append(MetricStatistics()) }
        if keys.count * 2 > slots.count { resize(to: slots.count * 2) }
        return slot
    }

    /// Forgets all slots and keeps the memory.
    package mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        statistics.removeAll(keepingCapacity: true)
        for index in slots.indices { slots[index] = -1 }
    }

    private mutating func resize(to size: Int) {
        slots = Array(repeating: -1, count: size)
        mask = size - 1
        for (slot, key) in keys.enumerated() {
            var probe = Self.hash(key.location, key.hour) & mask
            while slots[probe] >= 0 { probe = (probe + 1) & mask }
            slots[probe] = Int32(slot)
        }
    }

    private static func hash(_ location: UInt32, _ hour: Int64) -> Int {
        let key = UInt64(location) &+ UInt64(bitPattern: hour) &* 0x9E37_79B9
        let mixed = key &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 33)
    }
}

extension PartialTable {
    /// The hour of a time, counted since 1970-01-01T00:00Z and rounded down.
    package static func hour(ofMilliseconds milliseconds: Int64) -> Int64 {
        let hours = milliseconds / 3_600_000
        return milliseconds % 3_600_000 < 0 ? hours - 1 : hours
    }

    /// The same added up by location, under the hour 0.
    package var byLocation: PartialTable {
        var result = PartialTable(metricCount: metricCount)
        for (index, key) in keys.enumerated() {
            let slot = result.slot(location: key.location, hour: 0)
            for metric in 0..<metricCount {
                result.statistics[slot * metricCount + metric].add(
                    statistics[index * metricCount + metric])
            }
        }
        return result
    }

    /// Adds a row's metrics, in order, to the slot of a location and hour; NaN stands for an absent value.
    package mutating func add(_ values: [Double], location: UInt32, hour: Int64) {
        guard metricCount > 0 else { return }
        let first = slot(location: location, hour: hour) * metricCount
        var statistics = statistics.mutableSpan
        // All metrics of a row mostly have the same count: one division serves them.
        var count = statistics[first].count &+ 1
        var reciprocal = 1 / Double(count)
        for metric in values.indices {
            let value = values[metric]
            if value.isNaN { continue }
            let next = statistics[first &+ metric].count &+ 1
            if next != count {
                count = next
                reciprocal = 1 / Double(count)
            }
            statistics[first &+ metric].add(value, count: count, reciprocal: reciprocal)
        }
    }
}
