/// Sorts by numbers, byte by byte: for a million entries several times as fast as comparing them.
enum RadixOrder {
    /// What is sorted: an entry with the number that stands for it.
    struct Item {
        /// The number.
        var key: UInt64
        /// The entry.
        var entry: Int32
    }

    /// A number that is sorted as an integer is.
    static func key(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ 1 << 63 }

    /// A number that is sorted as a floating-point number is; both zeros are alike.
    static func key(_ value: Double) -> UInt64 {
        let bits = (value == 0 ? 0 : value).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    /// Sorts by the keys; those that are alike stay in their order. Some 5 ns an item for each byte in which keys differ.
    static func sort(_ items: inout [Item]) {
        guard let first = items.first else { return }
        let counts = counts(items)
        var others = items
        for byte in 0..<8 {
            let shift = UInt64(8 * byte)
            // Where all keys have the same byte there is nothing to be done.
            if counts[256 * byte + digit(first.key, shift)] == items.count { continue }
            var places = [Int](repeating: 0, count: 256)
            for value in 1..<256 {
                places[value] = places[value - 1] + counts[256 * byte + value - 1]
            }
            for item in items {
                let digit = digit(item.key, shift)
                others[places[digit]] = item
                places[digit] += 1
            }
            swap(&items, &others)
        }
    }

    /// How often each value occurs, 256 numbers for each byte.
    private static func counts(_ items: [Item]) -> [Int] {
        var counts = [Int](repeating: 0, count: 8 * 256)
        for item in items {
            for byte in 0..<8 { counts[256 * byte + digit(item.key, UInt64(8 * byte))] += 1 }
        }
        return counts
    }

    private static func digit(_ key: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: key &>> shift & 0xFF)
    }
}
