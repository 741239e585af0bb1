internal import SluiceCore

/// Compares the rows a file has with those it gets, both in the order of ids, one row at a time.
final class RowComparison {
    /// New rows on lines that had none.
    private(set) var added = 0
    /// Rows that get other values.
    private(set) var changed = 0
    /// Rows on lines that get none.
    private(set) var removed = 0
    private let statement: Statement
    private let layout: DatasetLayout
    private let firstRow: Int64
    /// True while the statement stands on a row that was not compared yet.
    private var isOnRow = false

    /// A comparison with the rows of a table of the layout's columns, within a range of ids and under a condition on `r`.
    init(
        _ table: String, where condition: String, _ rows: ClosedRange<Int64>,
        _ layout: DatasetLayout, _ connection: Connection
    ) throws(StoreError) {
        let cells = layout.columns.indices.map { ", \(layout.value(at: $0))" }.joined()
        statement = try Statement(
            connection,
            """
            SELECT r.id, r.timestamp_ms, r.extra, (SELECT name FROM locations WHERE id = r.location_id)\(cells)
                FROM \(table) r WHERE r.id BETWEEN ?1 AND ?2 AND \(condition) ORDER BY r.id
            """)
        statement.bind(rows.lowerBound, at: 1)
        statement.bind(rows.upperBound, at: 2)
        self.layout = layout
        firstRow = rows.lowerBound
        isOnRow = try statement.step()
    }

    /// Takes in the next rows of the file.
    func compare(_ chunk: RecordChunk) throws(StoreError) {
        let contents = chunk.contents
        let columns = layout.columns.map { column in
            contents.schema.columns.firstIndex { $0.name == column.name }
        }
        for row in 0..<contents.count {
            let id = firstRow + Int64(contents.lines[row])
            while isOnRow, statement.integer(0) < id { try pass(removing: true) }
            guard isOnRow, statement.integer(0) == id else {
                added += 1
                continue
            }
            if !isSame(row, contents, columns) { changed += 1 }
            try pass(removing: false)
        }
    }

    /// Takes in the end of the file.
    func finish() throws(StoreError) {
        while isOnRow { try pass(removing: true) }
        statement.reset()
    }

    private func pass(removing: Bool) throws(StoreError) {
        if removing { removed += 1 }
        isOnRow = try statement.step()
    }

    private func isSame(_ row: Int, _ contents: ChunkContents, _ columns: [Int?]) -> Bool {
        let location = contents.locationTable.names[Int(contents.locations[row])]
        guard statement.integer(1) == contents.timestamps[row],
            statement.integer(2) == ReadingExtra.of(fraction: contents.fractions[row]),
            statement.bytes(3) == location
        else { return false }
        let width = contents.schema.columns.count
        for (position, column) in columns.enumerated() {
            let cell = Int32(position + 4)
            guard let column,
                contents.nulls[row * contents.nullWords + column / 64] >> UInt64(column % 64) & 1
                    == 0
            else {
                if !statement.isNull(cell) { return false }
                continue
            }
            if statement.isNull(cell) { return false }
            let bits = contents.cells[row * width + column]
            let isEqual =
                switch layout.columns[position].kind {
                case .real: statement.double(cell) == Double(bitPattern: bits)
                case .integer: statement.integer(cell) == Int64(bitPattern: bits)
                case .text: statement.bytes(cell) == Self.text(bits, contents)
                }
            if !isEqual { return false }
        }
        return true
    }

    private static func text(_ bits: UInt64, _ contents: ChunkContents) -> [UInt8] {
        let start = Int(truncatingIfNeeded: bits >> 32)
        return Array(contents.text[start..<(start + Int(truncatingIfNeeded: bits & 0xFFFF_FFFF))])
    }
}
