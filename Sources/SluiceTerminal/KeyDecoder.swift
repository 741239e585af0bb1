internal import CNcursesw
internal import SluiceConsole

/// Turns what ncurses reads into keys: Alt, modifiers, pastes and the mouse, which it does not know or not everywhere.
///
/// A value without input of its own; a sequence may not go on behind a ``flush()``, but a paste does.
package struct KeyDecoder {
    /// What ncurses hands out.
    package enum Symbol: Sendable, Hashable {
        /// A character.
        case character(UInt32)
        /// A code of ncurses, or one of those below.
        case code(Int32)
    }

    /// The code for the beginning of a paste, above all codes of ncurses.
    package static let pasteBegins: Int32 = 5_000
    /// The code for its end.
    package static let pasteEnds: Int32 = 5_001
    /// Longest paste that is kept, in bytes; the rest is dropped. No input field takes one that long.
    package static let pasteBytes = 1 << 20

    private enum State {
        case idle
        /// Behind ESC.
        case escape
        /// Behind `ESC O`.
        case single
        /// In a sequence, behind `ESC [`.
        case sequence([UInt8])
        /// In a paste.
        case paste
    }

    private static let escape: UInt32 = 0x1B
    private var state = State.idle
    private var ready: [TerminalInput] = []
    private var characters = CharacterAssembler()
    /// What has come of a paste: its bytes, whatever they are.
    private var pasted: [UInt8] = []

    /// A decoder between two keys.
    package init() {}

    /// Takes the next byte of UTF-8. One that belongs to no character counts in a paste only.
    package mutating func feed(byte: UInt8) {
        if case .paste = state { return paste([byte]) }
        if let character = characters.add(byte) { feed(.character(character.value)) }
    }

    /// Takes the next symbol.
    package mutating func feed(_ symbol: Symbol) {
        switch state {
        case .idle: start(symbol)
        case .escape: afterEscape(symbol)
        case .single:
            state = .idle
            guard case .character(let value) = symbol, let final = UInt8(exactly: value) else {
                return start(symbol)
            }
            add(ControlSequence(parameters: [], final: final).input)
        case .sequence(let bytes): inSequence(bytes, symbol)
        case .paste: inPaste(symbol)
        }
    }

    /// Says that nothing follows for now, and answers what has come since the last call.
    package mutating func flush() -> [TerminalInput] {
        switch state {
        case .idle, .paste: break
        case .escape: ready.append(.key(KeyStroke(.escape)))
        case .single: ready.append(.key(KeyStroke(.character("O"), .alt)))
        case .sequence(let bytes):
            if bytes.isEmpty { ready.append(.key(KeyStroke(.character("["), .alt))) }
        }
        if case .paste = state {} else { state = .idle }
        defer { ready = [] }
        return ready
    }

    private mutating func start(_ symbol: Symbol) {
        switch symbol {
        case .character(Self.escape): state = .escape
        case .code(Self.pasteBegins): state = .paste
        default: add(KeyNames.key(symbol).map(TerminalInput.key))
        }
    }

    private mutating func afterEscape(_ symbol: Symbol) {
        state = .idle
        switch symbol {
        case .character(Self.escape):
            ready.append(.key(KeyStroke(.escape)))
            state = .escape
        case .character(UInt32(UInt8(ascii: "["))): state = .sequence([])
        case .character(UInt32(UInt8(ascii: "O"))): state = .single
        case .code(Self.pasteBegins): start(symbol)
        default:
            let key = KeyNames.key(symbol)
            add(key.map { .key(KeyStroke($0.key, $0.modifiers.union(.alt))) })
        }
    }

    private mutating func inSequence(_ bytes: [UInt8], _ symbol: Symbol) {
        guard case .character(let value) = symbol, let byte = UInt8(exactly: value),
            (0x20...0x7E).contains(byte), bytes.count < 64
        else {
            state = .idle
            return start(symbol)
        }
        guard byte >= 0x40, !(bytes.isEmpty && byte == UInt8(ascii: "[")) else {
            state = .sequence(bytes + [byte])
            return
        }
        state = .idle
        add(ControlSequence(parameters: bytes, final: byte).input)
    }

    /// A key of its own inside a paste means bytes that looked like one: the escape character stands for it.
    private mutating func inPaste(_ symbol: Symbol) {
        switch symbol {
        case .code(Self.pasteEnds):
            ready.append(.paste(pasted))
            pasted = []
            state = .idle
        case .character(let value):
            paste(Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8))
        case .code: paste([UInt8(Self.escape)])
        }
    }

    private mutating func paste(_ bytes: [UInt8]) {
        pasted += bytes.prefix(Self.pasteBytes - pasted.count)
    }

    private mutating func add(_ input: TerminalInput?) {
        if let input { ready.append(input) }
    }
}
