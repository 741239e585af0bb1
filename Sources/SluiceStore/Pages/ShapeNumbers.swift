internal import SluiceCore

/// Numbers for the shapes of values: values of the same shape get the same number, counted from 0.
///
/// A table of its own, because a dictionary would need an array for each value that is looked up: 100 000 values take some
/// milliseconds.
struct ShapeNumbers {
    /// The shapes by their numbers.
    private(set) var shapes: [[UInt8]] = []
    /// Where each shape is looked for: its number, or −1; a power of two long, at most half full.
    private var slots = [Int32](repeating: -1, count: 64)

    /// The number of a value's shape; a shape itself counts as a value.
    mutating func number(of value: ArraySlice<UInt8>) -> Int32 {
        let value = ValueShape.counted(value)
        var slot = Self.hash(value) & (slots.count - 1)
        while slots[slot] >= 0 {
            if isShape(slots[slot], of: value) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(shapes.count)
        shapes.append(ValueShape.of(value))
        slots[slot] = number
        if 2 * shapes.count > slots.count { grow() }
        return number
    }

    private func isShape(_ number: Int32, of value: ArraySlice<UInt8>) -> Bool {
        let shape = shapes[Int(number)]
        guard shape.count == value.count else { return false }
        for place in 0..<shape.count
        where shape[place] != ValueShape.symbol(value[value.startIndex + place]) {
            return false
        }
        return true
    }

    /// FNV-1a over the symbols, its upper half folded down.
    private static func hash(_ value: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in value { hash = (hash ^ UInt64(ValueShape.symbol(byte))) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for (number, shape) in shapes.enumerated() {
            var slot = Self.hash(shape[...]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
