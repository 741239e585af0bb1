internal import CNcursesw
internal import SluiceConsole

/// The looks of a theme in the terms of ncurses, made once per theme.
///
/// Colours come from the theme at the depth of the terminal; none is ever redefined, they are the user's.
struct Palette {
    /// How ncurses shows a cell.
    struct Look: Equatable {
        /// Bold, dim, italic, underlined, reversed.
        var attributes: attr_t
        /// The number of its pair of colours; 0 for the terminal's own.
        var pair: Int32
    }

    private struct Key: Hashable {
        let role: StyleRole
        let attributes: CellAttributes
    }

    private let looks: [Key: Look]
    /// How ordinary text looks, and cleared space.
    let text: Look

    /// The looks of a theme; asks ncurses for the pairs.
    init(_ theme: Theme, depth: ColorDepth) {
        var looks: [Key: Look] = [:]
        for role in StyleRole.allCases {
            for bits in UInt8(0)...3 {
                let attributes = CellAttributes(rawValue: bits)
                looks[Key(role: role, attributes: attributes)] = Self.look(
                    theme.resolved(role, attributes, depth: depth), depth: depth)
            }
        }
        self.looks = looks
        text = looks[Key(role: .text, attributes: [])] ?? Look(attributes: 0, pair: 0)
    }

    /// How a cell looks.
    subscript(role: StyleRole, attributes: CellAttributes) -> Look {
        looks[Key(role: role, attributes: attributes)] ?? text
    }

    private static func look(_ style: TerminalStyle, depth: ColorDepth) -> Look {
        var attributes = Self.attributes(style.attributes)
        guard depth != .mono else { return Look(attributes: attributes, pair: 0) }
        let (foreground, isBright) = number(style.foreground, depth: depth)
        let (background, _) = number(style.background, depth: depth)
        if isBright { attributes |= sl_bold() }
        let hasNone = foreground < 0 && background < 0
        let pair = hasNone ? 0 : alloc_pair(foreground, background)
        return Look(attributes: attributes, pair: max(0, pair))
    }

    /// The number of a colour; on terminals of eight, the bright ones are the plain ones in bold.
    private static func number(
        _ color: TerminalColor, depth: ColorDepth
    ) -> (number: Int32, isBright: Bool) {
        switch color {
        case .standard: return (-1, false)
        case .indexed(let index):
            if depth == .direct, index >= 8 {
                return (direct(XtermPalette.value(of: index)), false)
            }
            let isBright = sl_colors() < 16 && (8..<16).contains(index)
            return (Int32(isBright ? index - 8 : index), isBright)
        case .direct(let components):
            let value =
                UInt32(components.red) << 16 | UInt32(components.green) << 8
                | UInt32(components.blue)
            return (direct(value), false)
        }
    }

    /// In direct colour the first eight numbers are still the terminal's own colours; nearly black is black enough.
    private static func direct(_ value: UInt32) -> Int32 { Int32(max(8, value)) }

    private static func attributes(_ looks: TextAttributes) -> attr_t {
        var result: attr_t = 0
        if looks.contains(.bold) { result |= sl_bold() }
        if looks.contains(.dim) { result |= sl_dim() }
        if looks.contains(.italic) { result |= sl_italic() }
        if looks.contains(.underline) { result |= sl_underline() }
        if looks.contains(.reverse) { result |= sl_reverse() }
        return result
    }
}
