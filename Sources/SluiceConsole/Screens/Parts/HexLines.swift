internal import SluiceCore

/// Bytes as hexadecimal digits with their text beside them; what is bad stands in brackets.
struct HexLines {
    let bytes: [UInt8]
    let parts: RawParts

    /// Draws the lines that fit, from that of the selected part on.
    func draw(in area: Rectangle, _ view: RawView, on canvas: inout Canvas) {
        let perLine = [16, 8, 4].first { 10 + $0 * 4 + 2 <= area.width } ?? 2
        let count = (bytes.count + perLine - 1) / perLine
        let first = view.top(selected: parts.start / perLine, of: count, rows: area.height)
        for row in 0..<max(0, min(area.height, count - first)) {
            let start = (first + row) * perLine
            let end = min(start + perLine, bytes.count)
            canvas.write(
                Self.hexadecimal(start, digits: 8), column: 0, row: row, in: area,
                role: .chartAxis)
            for byte in start..<end {
                draw(byte, start, perLine, row: row, in: area, on: &canvas)
            }
            sign(at: end, column: 9 + (end - start) * 3, row: row, in: area, on: &canvas)
        }
    }

    private func draw(
        _ byte: Int, _ start: Int, _ perLine: Int, row: Int, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        let place = byte - start
        let part = parts.part(at: byte)
        let role: StyleRole = part?.isBad == true ? .editBad : .text
        sign(at: byte, column: 9 + place * 3, row: row, in: area, on: &canvas)
        canvas.write(
            Self.hexadecimal(Int(bytes[byte]), digits: 2), column: 10 + place * 3, row: row,
            in: area, role: role)
        let isPlain = bytes[byte] >= 0x20 && bytes[byte] < 0x7F
        let column = 10 + perLine * 3 + 2 + place
        canvas.sign(
            isPlain ? Unicode.Scalar(bytes[byte]) : ".", column: column, row: row, in: area,
            role: isPlain ? role : .escape)
        guard part?.isSelected == true else { return }
        canvas.mark(
            .selected, row: row, columns: (10 + place * 3)..<(12 + place * 3), in: area)
        canvas.mark(.selected, row: row, columns: column..<(column + 1), in: area)
    }

    /// The bracket before a byte that begins a bad part, or behind one that ends it.
    private func sign(
        at byte: Int, column: Int, row: Int, in area: Rectangle, on canvas: inout Canvas
    ) {
        let before = byte > 0 ? parts.part(at: byte - 1) : nil
        let here = byte < bytes.count ? parts.part(at: byte) : nil
        guard before?.range != here?.range else { return }
        if here?.isBad == true {
            canvas.sign("[", column: column, row: row, in: area, role: .levelError)
        } else if before?.isBad == true {
            canvas.sign("]", column: column, row: row, in: area, role: .levelError)
        }
    }

    private static func hexadecimal(_ number: Int, digits: Int) -> SafeText {
        let text = String(number, radix: 16)
        return Sanitiser.safe(String(repeating: "0", count: max(0, digits - text.count)) + text)
    }
}
