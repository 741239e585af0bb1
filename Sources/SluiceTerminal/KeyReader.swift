internal import CNcursesw

/// Reads what came from the terminal through ncurses, which knows the keys of its type.
///
/// ncurses waits at most 20 ms after an escape character for the rest of a sequence, and for nothing else.
struct KeyReader {
    private let window: UnsafeMutablePointer<WINDOW>
    private var decoder = KeyDecoder()

    /// A reader for the screen that was started; nil without memory.
    init?() {
        // A pad, because reading from a window would paint it.
        guard let pad = newpad(1, 1) else { return nil }
        window = pad
        keypad(window, true)
        nodelay(window, true)
        set_escdelay(20)
        typeahead(-1)
        keyok(KEY_MOUSE, false)
        define_key("\u{1B}[200~", KeyDecoder.pasteBegins)
        define_key("\u{1B}[201~", KeyDecoder.pasteEnds)
    }

    /// All that has come; empty when nothing has.
    mutating func read() -> [TerminalInput] {
        var value: UInt32 = 0
        while true {
            switch sl_next_key(window, &value) {
            case 1: decoder.feed(.character(value))
            case 2: decoder.feed(.code(Int32(bitPattern: value)))
            default: return decoder.flush()
            }
        }
    }
}
