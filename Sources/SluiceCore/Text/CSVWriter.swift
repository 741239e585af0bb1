/// Writes CSV records (RFC 4180, LF line ends) that a spreadsheet may open without running anything.
///
/// A cell that starts with `=`, `+`, `-`, `@`, a tab or a CR gets a leading apostrophe unless it is a number. Bytes are
/// otherwise written as they are. Linear time.
package struct CSVWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    private let guardsFormulas: Bool

    /// A writer that has written nothing; without guard, cells are written as they are.
    package init(guardsFormulas: Bool = true) {
        self.guardsFormulas = guardsFormulas
    }

    /// Forgets what was written and keeps the memory.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Writes one record of cells.
    package mutating func record(_ cells: [[UInt8]]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(cell)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func write(_ cell: [UInt8]) {
        let content =
            guardsFormulas && Self.looksLikeFormula(cell) ? [UInt8(ascii: "'")] + cell : cell
        let quote = UInt8(ascii: "\"")
        guard content.contains(where: { [quote, UInt8(ascii: ","), 0x0A, 0x0D].contains($0) })
        else {
            bytes += content
            return
        }
        bytes.append(quote)
        for byte in content {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    private static func looksLikeFormula(_ cell: [UInt8]) -> Bool {
        guard let first = cell.first, "=+-@\t\r".utf8.contains(first) else { return false }
        return !DecimalNumber.isWellFormed(cell.span, 0..<cell.count)
    }
}
