/// What a console wrote to its terminal, taken apart: beside what ncurses needs there may be nothing that acts on one.
enum WrittenBytes {
    /// A number that hostile sequences of the tests have, and none of the console's.
    static let mark = "6661"

    /// The first thing that must not reach a terminal; nil when there is none.
    ///
    /// - Parameter hasLineSet: true where lines are drawn by shifting to another character set.
    static func problem(_ bytes: [UInt8], hasLineSet: Bool) -> String? {
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x1B:
                let end = end(of: bytes, from: index)
                let sequence = String(decoding: bytes[index..<end], as: UTF8.self)
                guard isNeeded(sequence) else { return "sequence \(sequence.debugDescription)" }
                text.append(0x20)
                index = end
            case 0x08, 0x0A, 0x0D:
                text.append(0x20)
                index += 1
            case 0x0E,
                0x0F where hasLineSet:
                index += 1
            default:
                text.append(bytes[index])
                index += 1
            }
        }
        guard let shown = String(validating: text, as: UTF8.self) else { return "invalid UTF-8" }
        return forbidden(shown)
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        guard index < bytes.count else { return index }
        switch bytes[index] {
        case UInt8(ascii: "["):
            index += 1
            while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"): index += 1
        case UInt8(ascii: "]"):
            while index < bytes.count, bytes[index] >= 0x20 { index += 1 }
        default: break
        }
        return min(bytes.count, index + 1)
    }

    private static func isNeeded(_ sequence: String) -> Bool {
        guard !sequence.contains(mark) else { return false }
        let rest = sequence.dropFirst()
        switch rest.first {
        case "[": return "@ABCDEFGHJKLMPSTXZ`abcdefghlmnpqrstu".contains(rest.last ?? " ")
        case "(", ")", "*", "+": return "0AB".contains(rest.last ?? " ")
        case "]": return rest.hasPrefix("]52;c;") || rest.hasPrefix("]R")
        default: return rest.count == 1 && "=>78MDEHc\\".contains(rest.first ?? " ")
        }
    }

    private static func forbidden(_ text: String) -> String? {
        var marks = 0
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                return "U+" + String(scalar.value, radix: 16, uppercase: true)
            case .nonspacingMark, .enclosingMark: marks += 1
            default: marks = 0
            }
            if marks > 2 { return "three combining marks" }
        }
        return nil
    }
}
