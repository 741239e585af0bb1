internal import CNcursesw

/// Reads what came from the terminal through ncurses, which knows the keys of its type.
///
/// ncurses waits at most 20 ms after an escape character for the rest of a sequence, and for nothing else.
struct KeyReader {
    private let window: UnsafeMutablePointer<WINDOW>
    private let hasByteCharacters = sl_has_byte_characters() != 0
    private var decoder = KeyDecoder()

    /// A reader for the screen that was started; nil without memory.
    init?() {
        // A pad, because reading from a window would paint it.
        guard let pad = newpad(1, 1) else { return nil }
        window = pad
        keypad(window, true)
        nodelay(window, true)
        sl_take_whole_bytes(window)
        set_escdelay(20)
        typeahead(-1)
        keyok(KEY_MOUSE, false)
        define_key("\u{1B}[200~", KeyDecoder.pasteBegins)
        define_key("\u{1B}[201~", KeyDecoder.pasteEnds)
    }

    /// All that has come; empty when nothing has.
    mutating func read() -> [TerminalInput] {
        while true {
            let key = sl_next_key(window)
            if key == ERR { return decoder.flush() }
            guard let byte = UInt8(exactly: key) else {
                decoder.feed(.code(key))
                continue
            }
            if hasByteCharacters, byte >= 0x80 {
                decoder.feed(.character(sl_byte_character(key)))
            } else {
                decoder.feed(byte: byte)
            }
        }
    }
}
