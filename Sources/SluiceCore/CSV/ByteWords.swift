/// Eight bytes at a time in a 64-bit integer: the loads and comparisons of loops that a branch for every byte would slow.
enum ByteWords {
    /// The high bit of every byte.
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// A word with the same byte eight times.
    @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The high bit of each byte that is equal in both words, no other bits.
    @inline(__always)
    static func equal(_ word: UInt64, _ other: UInt64) -> UInt64 {
        let difference = word ^ other
        return ~(((difference & lowBits) &+ lowBits) | difference) & highBits
    }

    /// True when a byte is NUL or has its highest bit set.
    @inline(__always)
    static func isSuspect(_ word: UInt64) -> Bool { (word | equal(word, 0)) & highBits != 0 }

    /// How many high bits are set in a word that has no other bits set.
    @inline(__always)
    static func count(_ high: UInt64) -> Int { Int(((high &>> 7) &* 0x0101_0101_0101_0101) &>> 56) }

    /// The eight bytes from `position`, the first one in the lowest byte; bytes past the end are those of `padding`.
    @inline(__always)
    static func load(_ bytes: Span<UInt8>, at position: Int, padding: UInt64) -> UInt64 {
        if position &+ 8 <= bytes.count {
            // In bounds by the line above; `position` is never negative.
            return unsafe UInt64(
                littleEndian: bytes.bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: position, as: UInt64.self))
        }
        return loadTail(bytes, at: position, padding: padding)
    }

    private static func loadTail(
        _ bytes: Span<UInt8>, at position: Int, padding: UInt64
    ) -> UInt64 {
        var word = padding
        for index in position..<bytes.count {
            let shift = UInt64(8 * (index - position))
            word = word & ~(0xFF << shift) | UInt64(bytes[index]) << shift
        }
        return word
    }
}
