/// The colours that terminals of 256 show, by their numbers.
package enum XtermPalette {
    /// The first sixteen as xterm has them; on most terminals they are the user's.
    private static let first: [UInt32] = [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
        0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]
    private static let steps: [UInt32] = [0, 95, 135, 175, 215, 255]

    /// The sRGB value `0xRRGGBB`; the same everywhere from 16 on.
    package static func value(of index: UInt8) -> UInt32 {
        let number = Int(index)
        if number < 16 { return first[number] }
        if number >= 232 { return UInt32(8 + 10 * (number - 232)) * 0x010101 }
        let cube = number - 16
        return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]
    }
}
