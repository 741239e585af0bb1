/// Leaves out of a frame what ncurses says about styles without need, on terminals that take ECMA-48 as xterm does.
///
/// ncurses resets all attributes before it sets any, and at the end of each frame. This keeps what the terminal has in
/// mind over frames and tells it only what differs, once, before the next character. Everything else passes as it is.
struct StyleFilter {
    /// What `ESC [ … m` can set.
    private struct Style: Equatable {
        /// The attributes 1…9 that are on, by bit.
        var attributes: UInt16 = 0
        /// The parameters of the foreground, such as `38;5;75`; empty for the terminal's own.
        var foreground: [UInt8] = []
        /// The parameters of the background.
        var background: [UInt8] = []
    }

    private static let escape: UInt8 = 0x1B
    /// Sequences that print or erase nothing, so that no style matters to them: moving, and modes.
    private static let indifferent = Set("ABCDEFGHadefhlrn`".utf8)
    private let canTurnOff: Bool
    private var wanted = Style()
    private var told: Style? = Style()

    /// A filter for a terminal without attributes.
    ///
    /// - Parameter canTurnOff: true for terminals that can turn a single attribute off, as all younger than the VT100 can.
    init(canTurnOff: Bool) { self.canTurnOff = canTurnOff }

    /// Says that the terminal's style is not known any more; ncurses begins anew then, too.
    mutating func forget() {
        wanted = Style()
        told = nil
    }

    /// A frame with fewer bytes that looks the same. Linear.
    mutating func filter(_ frame: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(frame.count)
        var index = 0
        while index < frame.count {
            let end = Self.end(of: frame, from: index)
            let part = frame[index..<end]
            index = end
            if Self.isStyle(part) {
                take(part.dropFirst(2).dropLast())
            } else if part.elementsEqual([Self.escape, 0x28, 0x42]) {
                continue  // ASCII is what G0 always holds: nothing else is ever chosen
            } else {
                if Self.needsStyle(part) { tell(into: &result) }
                result += part
            }
        }
        return result
    }

    /// The end of a sequence, or of the one byte.
    private static func end(of frame: [UInt8], from start: Int) -> Int {
        guard frame[start] == escape, start + 1 < frame.count else { return start + 1 }
        var index = start + 1
        if frame[index] == UInt8(ascii: "[") {
            index += 1
            while index < frame.count, !(0x40...0x7E).contains(frame[index]) { index += 1 }
        } else {
            while index < frame.count, (0x20...0x2F).contains(frame[index]) { index += 1 }
        }
        return min(index + 1, frame.count)
    }

    private static func isStyle(_ part: ArraySlice<UInt8>) -> Bool {
        guard part.count > 2, part.last == UInt8(ascii: "m"), part.first == escape else {
            return false
        }
        return part.dropFirst(2).dropLast().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x3B }
            && part[part.startIndex + 1] == UInt8(ascii: "[")
    }

    private static func needsStyle(_ part: ArraySlice<UInt8>) -> Bool {
        guard let first = part.first, let last = part.last else { return false }
        if part.count == 1 { return first >= 0x20 || first == 0x0A }
        guard first == escape, part[part.startIndex + 1] == UInt8(ascii: "[") else { return false }
        return !indifferent.contains(last)
    }

    private mutating func take(_ parameters: ArraySlice<UInt8>) {
        var numbers = parameters.split(separator: 0x3B, omittingEmptySubsequences: false)
            .map { $0.reduce(0) { min(999, $0 * 10 + Int($1 - 0x30)) } }[...]
        if numbers.isEmpty { numbers = [0] }
        while let number = numbers.popFirst() {
            switch number {
            case 0: wanted = Style()
            case 1...9: wanted.attributes |= 1 << number
            case 22: wanted.attributes &= ~0b110
            case 23...29: wanted.attributes &= ~(1 << (number - 20))
            case 30...37, 90...97: wanted.foreground = Self.bytes([number])
            case 40...47, 100...107: wanted.background = Self.bytes([number])
            case 39: wanted.foreground = []
            case 49: wanted.background = []
            case 38, 48:
                let rest = numbers.prefix(numbers.first == 5 ? 2 : 4)
                numbers = numbers.dropFirst(rest.count)
                let value = Self.bytes([number] + rest)
                if number == 38 { wanted.foreground = value } else { wanted.background = value }
            default: break
            }
        }
    }

    /// Tells the terminal what it has not been told, from what it has in mind or from nothing, whichever is shorter.
    private mutating func tell(into result: inout [UInt8]) {
        guard wanted != told else { return }
        let anew = parameters(from: Style(), [[0x30]])
        var shown = anew
        if let told {
            let gone = told.attributes & ~wanted.attributes
            if gone == 0 || canTurnOff {
                var base = told
                base.attributes &= wanted.attributes
                // Bold and dim go together.
                if gone & 0b110 != 0 { base.attributes &= ~0b110 }
                let change = parameters(from: base, Self.endings(of: gone))
                if change.count < anew.count { shown = change }
            }
        }
        result += [Self.escape, UInt8(ascii: "[")]
        result += shown
        result.append(UInt8(ascii: "m"))
        told = wanted
    }

    /// What turns attributes off.
    private static func endings(of attributes: UInt16) -> [[UInt8]] {
        var parts: [[UInt8]] = attributes & 0b110 != 0 ? [bytes([22])] : []
        for number in 3...9 where attributes & (1 << number) != 0 {
            parts.append(bytes([20 + number]))
        }
        return parts
    }

    /// The parameters that lead from a style to the wanted one, behind those that lead to the first.
    private func parameters(from base: Style, _ start: [[UInt8]]) -> [UInt8] {
        var parts = start
        for number in 1...9 where (wanted.attributes & ~base.attributes) & (1 << number) != 0 {
            parts.append(Self.bytes([number]))
        }
        if wanted.foreground != base.foreground {
            parts.append(wanted.foreground.isEmpty ? Self.bytes([39]) : wanted.foreground)
        }
        if wanted.background != base.background {
            parts.append(wanted.background.isEmpty ? Self.bytes([49]) : wanted.background)
        }
        return Array(parts.joined(separator: [0x3B]))
    }

    private static func bytes(_ numbers: [Int]) -> [UInt8] {
        Array(numbers.map(String.init).joined(separator: ";").utf8)
    }
}
