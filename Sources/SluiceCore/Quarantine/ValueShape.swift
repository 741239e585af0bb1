/// The shape of a value: digits as 9, letters as a, everything else as it is; at most 40 bytes of it.
///
/// Runs of digits and letters keep their length, so that `61.4` and `7.25` differ. Of a longer fraction at its end six digits count:
/// what is computed in binary has up to seventeen, as many as its last bits want, and is one kind of value.
package enum ValueShape {
    /// So many bytes of a value count.
    package static let limit = 40
    /// So many digits of a fraction at the end of a value count.
    package static let fractionDigits = 6
    /// What stands for the shape of an empty cell. No cell has this shape, nor ``none``: a letter of a cell is an `a` in it.
    package static let empty = "(empty)"
    /// What stands for the shape where there is no cell that is at fault.
    package static let none = "(none)"

    /// The shape of a cell's bytes.
    package static func of(_ value: some Sequence<UInt8>) -> [UInt8] {
        counted(Array(value)[...]).map(symbol)
    }

    /// The first bytes of a value, those that make its shape.
    package static func counted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = value.prefix(limit)
        guard let mark = head.lastIndex(where: { symbol($0) != UInt8(ascii: "9") }),
            head[mark] == UInt8(ascii: ".") || head[mark] == UInt8(ascii: ",")
        else { return head }
        return head.dropLast(max(0, head.endIndex - mark - 1 - fractionDigits))
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
