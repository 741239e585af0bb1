import SluiceConsole

extension Medium {
    /// What a UTF-8 terminal can show, with widths that do not depend on the machine.
    static let unicode = Medium(characterWidth: testWidth, glyphs: .unicode)
    /// What an ASCII terminal can show.
    static let ascii = Medium(characterWidth: testWidth, glyphs: .ascii)

    private static let testWidth: CharacterWidth = { scalar in
        switch scalar.value {
        case 0x300...0x36F, 0x1160...0x11FF, 0x20D0...0x20FF: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
