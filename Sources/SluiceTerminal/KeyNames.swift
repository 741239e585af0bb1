internal import CNcursesw
internal import SluiceConsole

/// What ncurses calls the keys.
enum KeyNames {
    private static let codes: [Int32: KeyStroke] = [
        KEY_UP: KeyStroke(.up), KEY_DOWN: KeyStroke(.down), KEY_LEFT: KeyStroke(.left),
        KEY_RIGHT: KeyStroke(.right), KEY_HOME: KeyStroke(.home), KEY_END: KeyStroke(.end),
        KEY_PPAGE: KeyStroke(.pageUp), KEY_NPAGE: KeyStroke(.pageDown), KEY_DC: KeyStroke(.delete),
        KEY_BACKSPACE: KeyStroke(.backspace), KEY_ENTER: KeyStroke(.enter),
        KEY_BTAB: KeyStroke(.tab, .shift), KEY_SR: KeyStroke(.up, .shift),
        KEY_SF: KeyStroke(.down, .shift), KEY_SLEFT: KeyStroke(.left, .shift),
        KEY_SRIGHT: KeyStroke(.right, .shift), KEY_SHOME: KeyStroke(.home, .shift),
        KEY_SEND: KeyStroke(.end, .shift), KEY_SPREVIOUS: KeyStroke(.pageUp, .shift),
        KEY_SNEXT: KeyStroke(.pageDown, .shift), KEY_SDC: KeyStroke(.delete, .shift),
        KEY_A1: KeyStroke(.home), KEY_A3: KeyStroke(.pageUp), KEY_C1: KeyStroke(.end),
        KEY_C3: KeyStroke(.pageDown),
    ]
    /// The names of modified keys in terminfo; a digit behind them tells the modifiers as xterm counts them.
    private static let extended: [String: KeyStroke.Key] = [
        "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end,
        "kPRV": .pageUp, "kNXT": .pageDown, "kDC": .delete,
    ]

    /// The key behind a symbol; nil for one that a console has no use for.
    static func key(_ symbol: KeyDecoder.Symbol) -> KeyStroke? {
        switch symbol {
        case .character(let value): character(value)
        case .code(let code): key(code: code)
        }
    }

    private static func character(_ value: UInt32) -> KeyStroke? {
        switch value {
        case 0: return KeyStroke(.character(" "), .control)
        case 8, 127: return KeyStroke(.backspace)
        case 9: return KeyStroke(.tab)
        case 10, 13: return KeyStroke(.enter)
        case 27: return KeyStroke(.escape)
        case 1...26: return Unicode.Scalar(value + 0x60).map { KeyStroke(.character($0), .control) }
        case 28...31:
            return Unicode.Scalar(value + 0x40).map { KeyStroke(.character($0), .control) }
        case 0x80..<0xA0: return nil
        default: return Unicode.Scalar(value).map { KeyStroke(.character($0)) }
        }
    }

    private static func key(code: Int32) -> KeyStroke? {
        if let key = codes[code] { return key }
        if (KEY_F0 + 1...KEY_F0 + 24).contains(code) {
            return KeyStroke(.function(Int(code - KEY_F0)))
        }
        guard code > KEY_MAX, code < KeyDecoder.pasteBegins, let text = keyname(code) else {
            return nil
        }
        let name = String(cString: text)
        let digits = name.reversed().prefix { $0.isWholeNumber }
        guard let key = extended[String(name.dropLast(digits.count))] else { return nil }
        return KeyStroke(key, ControlSequence.modifiers(Int(String(digits.reversed())) ?? 2))
    }
}
