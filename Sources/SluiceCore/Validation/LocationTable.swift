/// The distinct locations of a chunk, numbered in the order of their first use and found by hashing their bytes.
///
/// Names of up to seven bytes are compared as one integer, which is the common case of sensor numbers.
package struct LocationTable: Sendable {
    /// The names by number, byte for byte.
    package private(set) var names: [[UInt8]] = []
    /// Bytes of all names together.
    package private(set) var byteCount = 0
    private var keys: [UInt64] = []
    private var slots: [Int32] = Array(repeating: -1, count: 128)
    private var last = -1

    /// An empty table.
    package init() {}

    /// A table of names, numbered as given; they must be distinct.
    package init(_ names: [[UInt8]]) {
        for name in names { _ = index(of: name) }
    }

    /// The number of a name that is the bytes of a range, given when it is new. Amortised linear in its length.
    package mutating func index(
        of bytes: borrowing Span<UInt8>, from start: Int, to end: Int
    ) -> UInt32 {
        let key = Self.key(bytes, start, end)
        let isWhole = end - start < 8
        if last >= 0, keys[last] == key, isWhole || equals(last, bytes, start, end) {
            return UInt32(truncatingIfNeeded: last)
        }
        let mask = slots.count - 1
        var probe = Self.mixed(key) & mask
        while true {
            let found = Int(slots[probe])
            if found < 0 { break }
            if keys[found] == key, isWhole || equals(found, bytes, start, end) {
                last = found
                return UInt32(truncatingIfNeeded: found)
            }
            probe = (probe + 1) & mask
        }
        return insert(bytes, start, end, key: key, at: probe)
    }

    /// The number of a name, given when it is new.
    package mutating func index(of name: [UInt8]) -> UInt32 {
        index(of: name.span, from: 0, to: name.count)
    }

    /// Forgets all names and keeps the memory.
    package mutating func removeAll() {
        names.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        byteCount = 0
        for index in slots.indices { slots[index] = -1 }
        last = -1
    }

    private mutating func insert(
        _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, key: UInt64, at probe: Int
    ) -> UInt32 {
        let number = names.count
        var name: [UInt8] = []
        name.reserveCapacity(end - start)
        for index in start..<end { name.append(bytes[index]) }
        names.append(name)
        byteCount += name.count
        keys.append(key)
        slots[probe] = Int32(number)
        last = number
        if names.count * 2 > slots.count { grow() }
        return UInt32(truncatingIfNeeded: number)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, key) in keys.enumerated() {
            var probe = Self.mixed(key) & mask
            while slots[probe] >= 0 { probe = (probe + 1) & mask }
            slots[probe] = Int32(number)
        }
    }

    private func equals(
        _ number: Int, _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
    ) -> Bool {
        guard names[number].count == end - start else { return false }
        for index in start..<end where names[number][index - start] != bytes[index] { return false }
        return true
    }

    /// Bytes and length of a short name, exactly; a hash with the top bits set for a long one.
    private static func key(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        var key: UInt64 = 0
        if end - start < 8 {
            for index in start..<end { key = key << 8 | UInt64(bytes[index]) }
            return key | UInt64(end - start) << 56
        }
        key = 0xCBF2_9CE4_8422_2325
        for index in start..<end { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return key | 0xFF << 56
    }

    private static func mixed(_ key: UInt64) -> Int {
        let product = key &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: (product ^ product >> 29) >> 20)
    }
}
