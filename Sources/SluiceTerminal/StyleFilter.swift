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

    /// What leaves the terminal without any style; ncurses says so too, but before nothing that would be printed.
    mutating func leave() -> [UInt8] {
        forget()
        var result: [UInt8] = []
        tell(into: &result)
        return result
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

    /// The end of a sequence, of a run of characters, or of the one control byte.
    private static func end(of frame: [UInt8], from start: Int) -> Int {
        var index = start + 1
        guard frame[start] == escape, index < frame.count else {
            guard frame[start] >= 0x20 else { return index }
            while index < frame.count, frame[index] >= 0x20 { index += 1 }
            return index
        }
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
        return part.dropFirst(2).dropLast().allSatisfy { (0x30...0x3B).contains($0) }
            && part[part.startIndex + 1] == UInt8(ascii: "[")
    }

    private static func needsStyle(_ part: ArraySlice<UInt8>) -> Bool {
        guard let first = part.first, let last = part.last else { return false }
        guard first == escape, part.count > 1 else { return first >= 0x20 || first == 0x0A }
        guard part[part.startIndex + 1] == UInt8(ascii: "[") else { return false }
        return !indifferent.contains(last)
    }

    /// The numbers of a sequence, of which one that is left out is 0. What stands behind a colon is part of the number before it.
    private struct Parameters {
        /// The bytes between `ESC [` and `m`: digits, `;` and `:`.
        let bytes: ArraySlice<UInt8>
        /// Where the next number begins; behind the end when there is none.
        var place: Int
        /// True when the last number has parts behind colons, as colours of ISO 8613-6 do.
        var hasParts = false

        init(_ bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }

        mutating func next() -> Int? {
            guard place <= bytes.endIndex else { return nil }
            var number = 0
            hasParts = false
            while place < bytes.endIndex, bytes[place] != 0x3B {
                if bytes[place] == 0x3A { hasParts = true }
                if !hasParts { number = min(999, number * 10 + Int(bytes[place] - 0x30)) }
                place += 1
            }
            place += 1
            return number
        }

        /// All that was read since a place.
        func read(since start: Int) -> [UInt8] {
            Array(bytes[start..<min(place - 1, bytes.endIndex)])
        }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        var numbers = Parameters(bytes)
        while true {
            let start = numbers.place
            guard let number = numbers.next() else { return }
            switch number {
            case 0: wanted = Style()
            case 1...9: wanted.attributes |= 1 << number
            case 22: wanted.attributes &= ~0b110
            case 23...29: wanted.attributes &= ~(1 << (number - 20))
            case 30...37, 90...97: wanted.foreground = numbers.read(since: start)
            case 40...47, 100...107: wanted.background = numbers.read(since: start)
            case 39: wanted.foreground = []
            case 49: wanted.background = []
            case 38, 48:
                if !numbers.hasParts {
                    for _ in 0..<(numbers.next() == 5 ? 1 : 3) { _ = numbers.next() }
                }
                let value = numbers.read(since: start)
                if number == 38 { wanted.foreground = value } else { wanted.background = value }
            default: break
            }
        }
    }

    /// Tells the terminal what it has not been told, from what it has in mind or from nothing, whichever is shorter.
    private mutating func tell(into result: inout [UInt8]) {
        guard wanted != told else { return }
        let anew = parameters(from: Style(), [0x30])
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
    private static func endings(of attributes: UInt16) -> [UInt8] {
        var result: [UInt8] = []
        if attributes & 0b110 != 0 { add([0x32, 0x32], to: &result) }
        for number in UInt8(3)...9 where attributes & (1 << number) != 0 {
            add([0x32, 0x30 + number], to: &result)
        }
        return result
    }

    /// The parameters that lead from a style to the wanted one, behind those that lead to the first.
    private func parameters(from base: Style, _ start: [UInt8]) -> [UInt8] {
        var result = start
        let new = wanted.attributes & ~base.attributes
        for number in UInt8(1)...9 where new & (1 << number) != 0 {
            Self.add([0x30 + number], to: &result)
        }
        if wanted.foreground != base.foreground {
            Self.add(wanted.foreground.isEmpty ? [0x33, 0x39] : wanted.foreground, to: &result)
        }
        if wanted.background != base.background {
            Self.add(wanted.background.isEmpty ? [0x34, 0x39] : wanted.background, to: &result)
        }
        return result
    }

    private static func add(_ parameter: [UInt8], to list: inout [UInt8]) {
        if !list.isEmpty { list.append(0x3B) }
        list += parameter
    }
}
