internal import SluiceCore

/// Cells of stored rows as an operator writes them.
enum StoredCell {
    /// The digits of a number: `3`, not `3.0`.
    static func text(_ number: Double) -> [UInt8] {
        Array((Int64(exactly: number).map { "\($0)" } ?? "\(number)").utf8)
    }

    /// The cell in a column of a result whose values are of a kind; nil for NULL.
    static func text(_ row: Statement, _ column: Int32, _ kind: RowSchema.Kind) -> [UInt8]? {
        guard !row.isNull(column) else { return nil }
        return kind == .real ? text(row.double(column)) : row.bytes(column)
    }

    /// The cell of a row that is about to be stored, in a column of its schema; nil for NULL.
    static func text(_ contents: ChunkContents, _ row: Int, _ column: Int) -> [UInt8]? {
        let word = contents.nulls[row * contents.nullWords + column / 64]
        guard word >> UInt64(column % 64) & 1 == 0 else { return nil }
        let bits = contents.cells[row * contents.schema.columns.count + column]
        switch contents.schema.columns[column].kind {
        case .real: return text(Double(bitPattern: bits))
        case .integer: return Array("\(Int64(bitPattern: bits))".utf8)
        case .text:
            let start = Int(truncatingIfNeeded: bits >> 32)
            let count = Int(truncatingIfNeeded: bits & 0xFFFF_FFFF)
            return Array(contents.text[start..<(start + count)])
        }
    }
}
