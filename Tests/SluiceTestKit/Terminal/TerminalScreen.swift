internal import CVterm

/// What a person would see: the bytes of a program, read as a terminal reads them.
///
/// A class, because it owns a libvterm terminal. Not safe to share between threads.
package final class TerminalScreen {
    /// One character cell.
    package struct Cell: Equatable {
        /// Its characters; a space when it is empty, nothing behind a wide character.
        package var text: String
        /// The colour of its characters, as `#rrggbb`, as the number of a palette, or `default`.
        package var foreground: String
        /// The colour behind them.
        package var background: String
        /// True when its characters are bold.
        package var isBold: Bool
        /// True when its colours are exchanged.
        package var isReverse: Bool
        /// True when its characters are underlined.
        package var isUnderlined: Bool
    }

    private let terminal: OpaquePointer
    private let screen: OpaquePointer
    /// Cells in a row.
    package private(set) var columns: Int
    /// Rows.
    package private(set) var rows: Int

    /// An empty screen.
    package init(columns: Int, rows: Int) throws {
        guard let terminal = vterm_new(Int32(rows), Int32(columns)),
            let screen = vterm_obtain_screen(terminal)
        else { throw PseudoTerminal.Failure("libvterm cannot make a terminal") }
        (self.terminal, self.screen) = (terminal, screen)
        (self.columns, self.rows) = (columns, rows)
        vterm_set_utf8(terminal, 1)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit { vterm_free(terminal) }

    /// Takes bytes of the program.
    package func feed(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            guard let base = raw.bindMemory(to: CChar.self).baseAddress else { return }
            _ = vterm_input_write(terminal, base, raw.count)
        }
    }

    /// Gives it another size; what it shows is cut or filled up.
    package func resize(columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
        vterm_set_size(terminal, Int32(rows), Int32(columns))
    }

    /// The cell at a place, counted from 0.
    package func cell(_ row: Int, _ column: Int) -> Cell {
        var raw = VTermScreenCell()
        vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &raw)
        let characters = [
            raw.chars.0, raw.chars.1, raw.chars.2, raw.chars.3, raw.chars.4, raw.chars.5,
        ]
        let isTail = raw.chars.0 == UInt32.max
        let scalars = characters.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
        let text = String(String.UnicodeScalarView(scalars))
        return Cell(
            text: isTail ? "" : text.isEmpty ? " " : text, foreground: Self.name(raw.fg),
            background: Self.name(raw.bg), isBold: raw.attrs.bold != 0,
            isReverse: raw.attrs.reverse != 0, isUnderlined: raw.attrs.underline != 0)
    }

    /// Where the cursor stands, counted from 0.
    package var cursor: (row: Int, column: Int) {
        var place = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
        return (Int(place.row), Int(place.col))
    }

    /// One row as text, spaces at its end cut off.
    package func line(_ row: Int) -> String {
        var text = (0..<columns).map { cell(row, $0).text }.joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// All rows as text.
    package var lines: [String] { (0..<rows).map(line) }

    /// All rows, one below the other.
    package var text: String { lines.joined(separator: "\n") }

    /// The place where a text starts, the topmost first; nil when it is not shown within one row.
    package func place(of text: String) -> (row: Int, column: Int)? {
        for row in 0..<rows {
            let cells = (0..<columns).map { cell(row, $0).text }
            for column in 0..<columns where cells[column...].joined().hasPrefix(text) {
                return (row, column)
            }
        }
        return nil
    }

    private static func name(_ color: VTermColor) -> String {
        if color.type & UInt8(VTERM_COLOR_DEFAULT_MASK.rawValue) != 0 { return "default" }
        if color.type & UInt8(VTERM_COLOR_TYPE_MASK.rawValue) != 0 { return "\(color.indexed.idx)" }
        let parts = [color.rgb.red, color.rgb.green, color.rgb.blue]
        return "#"
            + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
