internal import SluiceCore

/// The `extra` integer of a stored row: bit 0 says that an operator overrode a rule, bits 1–4 count the digits of the
/// second's fraction, the bits above are their value. 0 for nearly every row, which costs no byte.
enum ReadingExtra {
    /// The extra of a row read from a file; `fraction` as in ``RecordChunk/fractions``.
    @inline(__always)
    static func of(fraction: UInt64) -> Int64 {
        let digits = Int64(fraction >> 32) & 15
        let value = Int64(fraction & 0xFFFF_FFFF)
        return value << 5 | digits << 1
    }

    /// The fraction of a row with this extra, as in ``RecordChunk/fractions``.
    static func fraction(of extra: Int64) -> UInt64 {
        UInt64(extra >> 1 & 15) << 32 | UInt64(extra >> 5 & 0xFFFF_FFFF)
    }
}
