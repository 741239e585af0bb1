package import SluiceCore

/// Safe text as cells: what a terminal will show of it, column by column.
///
/// A wide character takes two cells and is never split; a mark joins the character before it, at most two of them; what the
/// terminal has no width for, and in ASCII everything beyond it, is shown as `<202E>`. Linear in the text.
package struct CellText: Sendable {
    /// The cells; the right half of a wide character is a cell of width 0.
    package private(set) var cells: [Cell] = []

    /// The cells of a text.
    package init(_ text: SafeText, role: StyleRole = .text, medium: Medium) {
        cells.reserveCapacity(text.string.utf8.count)
        for scalar in text.string.unicodeScalars {
            if scalar.isASCII {
                append(scalar, width: 1, role: role)
            } else if medium.glyphs.isASCII {
                let shown = GlyphSet.asciiText(for: scalar) ?? Self.code(scalar)
                for character in shown.unicodeScalars { append(character, width: 1, role: role) }
            } else {
                append(scalar, measured: medium.characterWidth(scalar), role: role)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, measured width: Int, role: StyleRole) {
        switch width {
        case 1, 2: append(scalar, width: UInt8(width), role: role)
        case 0 where addMark(scalar): break
        default:
            for character in Self.code(scalar).unicodeScalars {
                append(character, width: 1, role: role)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, width: UInt8, role: StyleRole) {
        var cell = Cell(scalar, role: role)
        cell.width = width
        cells.append(cell)
        guard width == 2 else { return }
        cell = Cell(" ", role: role)
        cell.width = 0
        cells.append(cell)
    }

    /// Puts a mark on the last character; false when there is none or it has two already.
    private mutating func addMark(_ scalar: Unicode.Scalar) -> Bool {
        guard let last = cells.indices.last else { return false }
        let base = cells[last].width == 0 ? last - 1 : last
        if cells[base].firstMark == "\0" {
            cells[base].firstMark = scalar
        } else if cells[base].secondMark == "\0" {
            cells[base].secondMark = scalar
        } else {
            return false
        }
        return true
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "<" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + ">"
    }
}
