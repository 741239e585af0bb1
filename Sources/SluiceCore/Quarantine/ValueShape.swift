/// The shape of a value: digits as 9, letters as a, everything else as it is; at most 40 bytes of it.
package enum ValueShape {
    /// So many bytes of a value count.
    package static let limit = 40
    /// What stands for the shape of an empty cell. No cell has this shape, nor ``none``: a letter of a cell is an `a` in it.
    package static let empty = "(empty)"
    /// What stands for the shape where there is no cell that is at fault.
    package static let none = "(none)"

    /// The shape of a cell's bytes. Runs of digits and letters keep their length, so that `61.4` and `7.25` differ.
    package static func of(_ value: some Collection<UInt8>) -> [UInt8] {
        value.prefix(limit).map(symbol)
    }

    /// A shape as it is shown and typed: bytes that are not UTF-8 as `<FF>`, hidden characters made visible.
    package static func text(_ shape: [UInt8]) -> String {
        shape.isEmpty ? empty : Sanitiser.safe(shape).string
    }

    /// What stands for a byte in a shape; a symbol stands for itself.
    package static func symbol(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "9")
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            UInt8(ascii: "a")
        default: byte
        }
    }
}
