/// Puts characters of UTF-8 together from single bytes. A value; what is no character is left out.
struct CharacterAssembler {
    private var bytes: [UInt8] = []

    /// Takes a byte; answers the character that it ends, nil where none does.
    mutating func add(_ byte: UInt8) -> Unicode.Scalar? {
        // A byte that begins a character ends whatever came before it.
        if byte < 0x80 || byte >= 0xC0 { bytes.removeAll(keepingCapacity: true) }
        bytes.append(byte)
        guard let length = Self.length(bytes[0]) else {
            bytes.removeAll(keepingCapacity: true)
            return nil
        }
        guard bytes.count == length else { return nil }
        defer { bytes.removeAll(keepingCapacity: true) }
        return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
    }

    /// How many bytes a character has that begins with this one; nil where none does.
    private static func length(_ first: UInt8) -> Int? {
        switch first {
        case ..<0x80: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }
}
