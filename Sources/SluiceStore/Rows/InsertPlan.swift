internal import SluiceCore

/// The statements that insert the chunks of a schema. A class, because it owns statements.
final class InsertPlan {
    /// The schema of the chunks.
    let schema: RowSchema
    /// Inserts the rows of the current chunk.
    let rows: Statement
    /// Inserts its partials; nil when the dataset has none.
    let partials: Statement?

    /// Compiles the statements for a schema whose columns lie as a layout says.
    ///
    /// A failing row ends the statement and leaves those before it (OR FAIL): the group is rolled back anyway, and
    /// SQLite need not keep a journal for undoing the statement alone.
    init(
        _ schema: RowSchema, _ layout: DatasetLayout, _ connection: Connection
    ) throws(StoreError) {
        self.schema = schema
        var positions: [Int] = []
        for column in schema.columns {
            guard let position = layout.position(of: column.name) else {
                throw StoreError(
                    .misuse, "column \(column.name) of \(schema.dataset) is not registered")
            }
            positions.append(position)
        }
        let count = SourceTable.leadingColumns + positions.count
        let source = "rows_source_\(count)"
        try connection.execute(
            SourceTable.creation(source, module: "sluice_rows", columns: count))
        let names = positions.map { ", c\($0)" }.joined()
        rows = try Statement(
            connection,
            """
            INSERT OR FAIL INTO main.\(layout.rowsTable)(id, timestamp_ms, file_id, location_id, extra\(names))
                SELECT * FROM temp.\(source)
            """)
        guard layout.hasPartials, !schema.metrics.isEmpty else {
            partials = nil
            return
        }
        let metrics = schema.metrics.compactMap { layout.columns[positions[$0]].metric }
        let width = SourceTable.leadingPartialColumns + 5 * metrics.count
        let table = "partials_source_\(width)"
        try connection.execute(
            SourceTable.creation(table, module: "sluice_partials", columns: width))
        let columns = metrics.flatMap(DatasetLayout.partialColumns).map { ", \($0)" }.joined()
        partials = try Statement(
            connection,
            """
            INSERT OR FAIL INTO main.\(layout.partialsTable)(id, location_id, hour\(columns))
                SELECT * FROM temp.\(table)
            """)
    }

    /// How the cells of each column of a chunk are stored.
    ///
    /// Whether doubles are tried as thousandths is decided by the first rows: a column of measured values with all their
    /// digits would pay for the division 8 192 times and never win.
    func storages(for chunk: RecordChunk) -> [ChunkSource.Storage] {
        schema.columns.indices.map { column in
            switch schema.columns[column].kind {
            case .integer: return .integer
            case .text: return .text
            case .real:
                let width = schema.columns.count
                let sample = min(chunk.count, 16)
                let fits = (0..<sample).contains { row in
                    let value = Double(bitPattern: chunk.cells[row * width + column])
                    return ScaledDecimal.thousandths(value) != nil
                }
                return fits ? .scaled : .real
            }
        }
    }
}
