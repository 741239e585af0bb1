internal import SluiceCore

/// Compares the rows a file has with those it gets, both in the order of ids, one row at a time.
final class RowComparison {
    /// Where two rows differ first.
    private enum Difference {
        case time
        /// The old row was stored in spite of a rule.
        case override
        case location
        /// The column at a position of the layout, and its number in the schema of the new rows.
        case cell(Int, Int?)
        /// A column of the schema of the new rows that the table has not got yet.
        case newCell(Int)
    }

    private let statement: Statement
    private let layout: DatasetLayout
    private let file: OperationFile
    /// True while the statement stands on a row that was not compared yet.
    private var isOnRow = false

    /// A comparison with the rows of a file in a table of the layout's columns, under a condition on `r`.
    init(
        _ table: String, where condition: String, _ file: OperationFile, _ layout: DatasetLayout,
        _ connection: Connection
    ) throws(StoreError) {
        let cells = layout.columns.indices.map { ", \(layout.value(at: $0))" }.joined()
        statement = try Statement(
            connection,
            """
            SELECT r.id, r.timestamp_ms, r.extra, (SELECT name FROM locations WHERE id = r.location_id)\(cells)
                FROM \(table) r WHERE r.id BETWEEN ?1 AND ?2 AND \(condition) ORDER BY r.id
            """)
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        self.layout = layout
        self.file = file
        isOnRow = try statement.step()
    }

    /// Takes in the next rows of the file and tells those that come, change or go.
    func compare(
        _ chunk: RecordChunk, into outcomes: inout OutcomeList
    ) throws(StoreError) {
        let contents = chunk.contents
        let columns = layout.columns.map { column in
            contents.schema.columns.firstIndex { $0.name == column.name }
        }
        let newColumns = contents.schema.columns.indices.filter { !columns.contains($0) }
        for row in 0..<contents.count {
            let line = Int(contents.lines[row])
            let id = file.row(ofLine: line)
            while isOnRow, statement.integer(0) < id { try passRemoved(&outcomes) }
            guard isOnRow, statement.integer(0) == id else {
                try outcomes.add(.rowAdded, ofLine: line) { () throws(StoreError) in
                    file.outcome(ofLine: line, .rowAdded)
                }
                continue
            }
            if let difference = difference(row, contents, columns, newColumns) {
                try outcomes.add(.rowChanged, ofLine: line) { () throws(StoreError) in
                    changed(line, difference, row, contents)
                }
            }
            isOnRow = try statement.step()
        }
    }

    /// Takes in the end of the file.
    func finish(into outcomes: inout OutcomeList) throws(StoreError) {
        while isOnRow { try passRemoved(&outcomes) }
        statement.reset()
    }

    private func passRemoved(_ outcomes: inout OutcomeList) throws(StoreError) {
        let line = file.line(ofRow: statement.integer(0))
        try outcomes.add(.rowRemoved, ofLine: line) { () throws(StoreError) in
            file.outcome(ofLine: line, .rowRemoved)
        }
        isOnRow = try statement.step()
    }

    private func changed(
        _ line: Int, _ difference: Difference, _ row: Int, _ contents: ChunkContents
    ) -> RecordOutcome {
        var outcome = file.outcome(ofLine: line, .rowChanged)
        switch difference {
        case .time:
            outcome.field = "timestamp"
            outcome.before = TimeText.format(
                milliseconds: statement.integer(1),
                fraction: ReadingExtra.fraction(of: statement.integer(2)))
            outcome.after = TimeText.format(
                milliseconds: contents.timestamps[row], fraction: contents.fractions[row])
        case .override:
            outcome.field = "override"
            (outcome.before, outcome.after) = (Array("1".utf8), Array("0".utf8))
        case .location:
            outcome.field = "location_id"
            outcome.before = statement.bytes(3)
            outcome.after = contents.locationTable.names[Int(contents.locations[row])]
        case .cell(let position, let column):
            outcome.field = layout.columns[position].name
            outcome.before = StoredCell.text(
                statement, Int32(position + 4), layout.columns[position].kind)
            outcome.after = column.flatMap { StoredCell.text(contents, row, $0) }
        case .newCell(let column):
            outcome.field = contents.schema.columns[column].name
            outcome.after = StoredCell.text(contents, row, column)
        }
        return outcome
    }

    /// Where a new row differs from the one the statement stands on; nil when it is the same.
    private func difference(
        _ row: Int, _ contents: ChunkContents, _ columns: [Int?], _ newColumns: [Int]
    ) -> Difference? {
        let extra = statement.integer(2)
        guard statement.integer(1) == contents.timestamps[row],
            extra & ~1 == ReadingExtra.of(fraction: contents.fractions[row])
        else { return .time }
        guard extra & 1 == 0 else { return .override }
        guard statement.bytes(3) == contents.locationTable.names[Int(contents.locations[row])]
        else { return .location }
        let width = contents.schema.columns.count
        for (position, column) in columns.enumerated() {
            let cell = Int32(position + 4)
            guard let column, !contents.isNull(row, column) else {
                if !statement.isNull(cell) { return .cell(position, column) }
                continue
            }
            if statement.isNull(cell) { return .cell(position, column) }
            let bits = contents.cells[row * width + column]
            let isEqual =
                switch layout.columns[position].kind {
                case .real: statement.double(cell) == Double(bitPattern: bits)
                case .integer: statement.integer(cell) == Int64(bitPattern: bits)
                case .text: statement.bytes(cell) == StoredCell.text(contents, row, column)
                }
            if !isEqual { return .cell(position, column) }
        }
        return newColumns.first { !contents.isNull(row, $0) }.map { .newCell($0) }
    }
}
