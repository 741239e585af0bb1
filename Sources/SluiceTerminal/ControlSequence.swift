internal import SluiceConsole

/// A control sequence `ESC [ parameters final` that ncurses does not know: modified keys and the mouse, as xterm sends them.
struct ControlSequence {
    /// What stands before the final byte.
    let parameters: [UInt8]
    /// The final byte.
    let final: UInt8

    /// What it means; nil for what a console has no use for.
    var input: TerminalInput? {
        if parameters.first == UInt8(ascii: "<") { return mouse }
        let numbers = Self.numbers(parameters[...])
        let modifiers = Self.modifiers(numbers.count > 1 ? numbers[1] : 1)
        guard let key = key(numbers) else { return nil }
        return .key(KeyStroke(key, key == .tab && parameters.isEmpty ? .shift : modifiers))
    }

    private func key(_ numbers: [Int]) -> KeyStroke.Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "M") where parameters.isEmpty: .enter
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final - UInt8(ascii: "P")) + 1)
        case UInt8(ascii: "Z"): .tab
        case UInt8(ascii: "u"): Self.character(numbers.first)
        case UInt8(ascii: "~"):
            numbers.first == 27 && numbers.count == 3
                ? Self.character(numbers[2]) : Self.numbered(numbers.first)
        default: nil
        }
    }

    private static func numbered(_ number: Int?) -> KeyStroke.Key? {
        switch number {
        case 1, 7: .home
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case .some(let number) where (11...15).contains(number): .function(number - 10)
        case .some(let number) where (17...21).contains(number): .function(number - 11)
        case .some(let number) where (23...24).contains(number): .function(number - 12)
        default: nil
        }
    }

    private static func character(_ number: Int?) -> KeyStroke.Key? {
        switch number {
        case 9: return .tab
        case 13: return .enter
        case 27: return .escape
        case 127: return .backspace
        default:
            guard let number, number >= 0x20, let scalar = Unicode.Scalar(UInt32(number)) else {
                return nil
            }
            return .character(scalar)
        }
    }

    /// `ESC [ < button ; column ; row` and `M` for down or `m` for up; places count from 1.
    private var mouse: TerminalInput? {
        let numbers = Self.numbers(parameters.dropFirst())
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let kind: MouseEvent.Kind
        switch (numbers[0] & ~0x1C, final) {
        case (64, UInt8(ascii: "M")): kind = .wheelUp
        case (65, UInt8(ascii: "M")): kind = .wheelDown
        case (0, UInt8(ascii: "M")): kind = .press
        default: return nil
        }
        return .mouse(MouseEvent(kind, column: numbers[1] - 1, row: numbers[2] - 1))
    }

    /// The modifiers as xterm counts them, from 1.
    static func modifiers(_ number: Int) -> KeyStroke.Modifiers {
        let bits = max(0, number - 1)
        var result: KeyStroke.Modifiers = []
        if bits & 1 != 0 { result.insert(.shift) }
        if bits & 2 != 0 { result.insert(.alt) }
        if bits & 4 != 0 { result.insert(.control) }
        return result
    }

    /// The numbers between semicolons, each at most 65 535; an empty one is 1.
    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
        bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
            let digits = part.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty else { return 1 }
            return digits.reduce(0) { min(65_535, $0 * 10 + Int($1 - UInt8(ascii: "0"))) }
        }
    }
}
