/// Writes CSV records (RFC 4180, LF line ends) that a spreadsheet may open without running anything.
///
/// A cell that starts with `=`, `+`, `-`, `@`, a tab or a CR gets a leading apostrophe unless it is a number; one that starts
/// so behind apostrophes of its own gets a further one, so that it can be told which is ours. Bytes are otherwise written as
/// they are. Linear time.
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
            guardsFormulas && Self.looksLikeFormula(cell) ? [Self.apostrophe] + cell : cell
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

    /// A cell without the apostrophe that a guarding writer put before it; a cell that has none as it is.
    package static func unguarded(_ cell: [UInt8]) -> [UInt8] {
        guard cell.first == apostrophe, looksLikeFormula(Array(cell.dropFirst())) else {
            return cell
        }
        return Array(cell.dropFirst())
    }

    private static let apostrophe = UInt8(ascii: "'")

    private static func looksLikeFormula(_ cell: [UInt8]) -> Bool {
        let rest = cell.drop { $0 == apostrophe }
        guard let first = rest.first, "=+-@\t\r".utf8.contains(first) else { return false }
        return rest.count < cell.count || !DecimalNumber.isWellFormed(cell.span, 0..<cell.count)
    }
}
