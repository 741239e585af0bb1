/// Names of files are bytes; these are the two ways they become text.
package enum PathText {
    private static let hex = Array("0123456789ABCDEF".utf8)

    /// A name as the ledger keeps it: bytes that are not UTF-8 and `%` become %XX, all else stays, control characters too.
    ///
    /// Reversible: no two names give the same text. Not safe to show; linear in the length.
    package static func ledgerName(_ name: [UInt8]) -> String {
        escaped(name) { $0 == UInt8(ascii: "%") }
    }

    /// A name as text: bytes that are not UTF-8, control bytes and `%` become %XX, all else stays.
    ///
    /// Reversible: no two names give the same text. Linear in the length.
    package static func shown(_ name: [UInt8]) -> String {
        escaped(name) { $0 == UInt8(ascii: "%") || $0 < 0x20 || $0 == 0x7F }
    }

    /// The name that ``shown(_:)`` or ``ledgerName(_:)`` spelled so; nil when it is no such spelling.
    package static func bytes(of text: String) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
            result.append(value)
            rest.removeFirst(2)
        }
        return result
    }

    /// Escapes what is not UTF-8 and the bytes that are to be hidden.
    private static func escaped(_ name: [UInt8], _ isHidden: (UInt8) -> Bool) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(name.count)
        var index = 0
        while index < name.count {
            let length = sequenceLength(name, index)
            if length == 0 || isHidden(name[index]) {
                escape(name[index], into: &result)
                index += 1
            } else {
                result.append(contentsOf: name[index..<index + length])
                index += length
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A name for the archive or the quarantine: `<hash8>_` and the name, `[A-Za-z0-9._-]` kept, others %XX, at most `limit` bytes.
    ///
    /// The hash keeps names apart that are cut alike. Hash: the first four bytes of a SHA-256 as hexadecimal.
    package static func safe(
        _ name: [UInt8], sha256: [UInt8], limit: Int = 200
    ) -> [UInt8] {
        var result: [UInt8] = []
        for byte in sha256.prefix(4) {
            result.append(lowerHex(byte >> 4))
            result.append(lowerHex(byte & 15))
        }
        result.append(UInt8(ascii: "_"))
        for byte in name {
            var piece: [UInt8] = []
            if isPlain(byte) { piece.append(byte) } else { escape(byte, into: &piece) }
            if result.count + piece.count > limit { break }
            result.append(contentsOf: piece)
        }
        return result
    }

    /// Bytes as lower-case hexadecimal digits.
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(
            decoding: bytes.flatMap { [lowerHex($0 >> 4), lowerHex($0 & 15)] }, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            return true
        default: return false
        }
    }

    private static func lowerHex(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    private static func escape(_ byte: UInt8, into result: inout [UInt8]) {
        result.append(UInt8(ascii: "%"))
        result.append(hex[Int(byte >> 4)])
        result.append(hex[Int(byte & 15)])
    }

    /// Length of the well-formed UTF-8 sequence at an index (Unicode 15, table 3-7); 0 when there is none.
    private static func sequenceLength(_ bytes: [UInt8], _ index: Int) -> Int {
        let first = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF4: (length, high) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return 0
        }
        guard index + length <= bytes.count else { return 0 }
        guard low...high ~= bytes[index + 1] else { return 0 }
        for position in (index + 2)..<max(index + 2, index + length)
        where !(0x80...0xBF ~= bytes[position]) { return 0 }
        return length
    }
}
