/// Any bytes as text in which single characters can be edited, and back, to the last bit.
///
/// A byte that is no part of UTF-8 stands as a scalar of its own, out of a range of private use. Where bytes spell such a scalar
/// themselves, they are taken one by one like bytes that are not UTF-8, so that no two texts are the same.
enum EditableText {
    /// The scalar of byte 0.
    private static let base: UInt32 = 0x10_FE00
    private static let scalars = (base + 0x80)...(base + 0xFF)

    /// The text that stands for bytes. Linear.
    static func text(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var place = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                let end = place + encoded.count
                if scalars.contains(scalar.value) {
                    text.append(contentsOf: bytes[place..<end].compactMap(Self.scalar))
                } else {
                    text.append(scalar)
                }
                place = end
            case .error(let length):
                text.append(contentsOf: bytes[place..<(place + length)].compactMap(Self.scalar))
                place += length
            case .emptyInput: return String(text)
            }
        }
    }

    /// The bytes that a text stands for. Linear.
    static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalars.contains(scalar.value) {
                bytes.append(UInt8(scalar.value - base))
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
        return bytes
    }

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        Unicode.Scalar(base + UInt32(byte))
    }
}
