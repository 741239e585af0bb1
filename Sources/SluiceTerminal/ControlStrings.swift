internal import CNcursesw

/// What is told the terminal besides what ncurses tells it; what a terminal does not know, it ignores.
enum ControlStrings {
    /// A paste comes marked as one.
    static let pasteOn = bytes("\u{1B}[?2004h")
    /// A paste comes as keys.
    static let pasteOff = bytes("\u{1B}[?2004l")
    /// Buttons and the wheel are reported, with places beyond column 223.
    static let mouseOn = bytes("\u{1B}[?1000h\u{1B}[?1006h")
    /// The terminal keeps the mouse for itself.
    static let mouseOff = bytes("\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l")

    /// Begins and ends a frame that is shown as one, where the terminal's description has it.
    static func synchronised() -> (begin: [UInt8], end: [UInt8])? {
        guard let begin = expanded("Sync", 1), let end = expanded("Sync", 2) else { return nil }
        return (begin, end)
    }

    /// True when the terminal can turn a single attribute off, as ECMA-48 has it and the VT100 had not.
    static func canTurnOff() -> Bool { string("rmul") == bytes("\u{1B}[24m") }

    /// Lets all of so many rows scroll when lines are inserted or deleted; the cursor is anywhere afterwards.
    static func wholeRegion(rows: Int) -> [UInt8] {
        guard let text = sl_whole_region(Int32(rows)) else { return [] }
        return withoutPadding(bytes(String(cString: text)))
    }

    /// Sets all colours back to what the terminal came with; empty where it cannot.
    static func paletteReset() -> [UInt8] { string("oc") }

    /// Ends a sequence that was cut, whatever it was (CAN of ECMA-48).
    static let cancel: [UInt8] = [0x18]

    /// Undoes all that a screen may have turned on, at any moment of it; for the guard.
    static func restore() -> [UInt8] {
        var result = (synchronised()?.end ?? []) + mouseOff + pasteOff
        for name in ["rmkx", "sgr0", "op", "rmcup", "cnorm"] { result += string(name) }
        return result + (string("rmcup").isEmpty ? bytes("\r\n") : [])
    }

    /// Clears the last row, on which ncurses leaves the cursor, where no normal screen comes back over it.
    static func lastRowCleared() -> [UInt8] { string("rmcup").isEmpty ? string("el") : [] }

    /// Puts bytes on the operator's clipboard by OSC 52, where the terminal permits it.
    static func clipboard(_ bytes: [UInt8]) -> [UInt8] {
        Self.bytes("\u{1B}]52;c;") + base64(bytes) + [0x07]
    }

    /// A capability without its padding; empty when the terminal has none of this name.
    private static func string(_ name: String) -> [UInt8] {
        guard let text = sl_string(name) else { return [] }
        return withoutPadding(bytes(String(cString: text)))
    }

    private static func expanded(_ name: String, _ parameter: Int32) -> [UInt8]? {
        sl_expanded(name, parameter).map { withoutPadding(bytes(String(cString: $0))) }
    }

    /// Leaves out `$<5>`, which tells old terminals' drivers to wait.
    private static func withoutPadding(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let value =
                part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                << UInt32(8 * (3 - part.count))
            for index in 0..<4 {
                result.append(
                    index <= part.count
                        ? digits[Int(value >> UInt32(18 - 6 * index) & 63)] : UInt8(ascii: "="))
            }
        }
        return result
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
