/// SQLite's variable-length integers: seven bits a byte, most significant first, the ninth byte whole.
///
/// Format: "A variable-length integer" in sqlite.org/fileformat2.html.
enum Varint {
    /// How many bytes a value takes, 1 to 9.
    @inline(__always)
    static func size(_ value: UInt64) -> Int {
        let bits = 64 - value.leadingZeroBitCount
        return bits > 56 ? 9 : max(1, (bits + 6) / 7)
    }

    /// Writes a value and returns how many bytes it took.
    @inline(__always)
    @discardableResult
    static func write(_ value: UInt64, to target: UnsafeMutableRawPointer) -> Int {
        if value < 128 {
            target.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
            return 1
        }
        let count = size(value)
        var rest = value
        var position = count - 1
        if count == 9 {
            target.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: 8, as: UInt8.self)
            rest >>= 8
            position = 7
        }
        var isLast = count < 9
        while position >= 0 {
            let byte = UInt8(truncatingIfNeeded: rest & 127) | (isLast ? 0 : 128)
            target.storeBytes(of: byte, toByteOffset: position, as: UInt8.self)
            rest >>= 7
            isLast = false
            position -= 1
        }
        return count
    }
}
