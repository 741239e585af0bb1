internal import SluiceCore

/// How the chunks of a schema go into the tables of its dataset. A class, because it owns statements.
final class InsertPlan {
    /// The schema of the chunks.
    let schema: RowSchema
    /// For each column of the layout that of the schema, or −1.
    let columns: [Int]
    /// For each metric of the layout that of the schema, or −1.
    let metrics: [Int]
    /// True when a column of the schema is text.
    let hasText: Bool
    /// Copy the rows that the images show, one for each, where their times are later than all in the table.
    let appendedRows: [Statement]
    /// Copy the rows that the images show, one for each, between those in the table.
    let insertedRows: [Statement]
    /// Copy the partials that the images show, one for each; none when the dataset has no partials.
    let partials: [Statement]

    /// Compiles the statements for a schema whose columns lie as a layout says, and for attached images.
    ///
    /// A failing row ends the transaction (OR ROLLBACK): the group is lost anyway, and SQLite need not keep a journal
    /// for undoing the statement alone.
    ///
    /// The transfer optimisation has entries of an index inserted as for one that is built: a full page is not shared out between
    /// two but kept, and what lies behind the new entry goes into a page of its own. At the end of an index that fills its pages;
    /// between other entries it leaves some six in a page (btree.c, `BTREE_BULKLOAD`: 20 files of 1 000 readings from the same time
    /// took 48 MiB). A condition, though always true, keeps a statement from being transferred.
    init(
        _ schema: RowSchema, _ layout: DatasetLayout, _ images: ImagePair,
        _ connection: Connection
    ) throws(StoreError) {
        self.schema = schema
        guard schema.columns.allSatisfy({ layout.position(of: $0.name) != nil }) else {
            throw StoreError(.misuse, "a column of \(schema.dataset) is not registered")
        }
        hasText = schema.columns.contains { $0.kind == .text }
        let columns = layout.columns.map { column in
            schema.columns.firstIndex { $0.name == column.name } ?? -1
        }
        self.columns = columns
        func copy(
            _ table: String, _ condition: String = ""
        ) throws(StoreError) -> [Statement] {
            try images.each.map { (image) throws(StoreError) in
                try Statement(
                    connection,
                    "INSERT OR ROLLBACK INTO main.\(table) SELECT * FROM \(image.schema).\(table)"
                        + condition)
            }
        }
        appendedRows = try copy(layout.rowsTable)
        insertedRows = try copy(layout.rowsTable, " WHERE true")
        guard layout.hasPartials, !schema.metrics.isEmpty else {
            metrics = []
            partials = []
            return
        }
        metrics = layout.metricPositions.map { position in
            schema.metrics.firstIndex { $0 == columns[position] } ?? -1
        }
        partials = try copy(layout.partialsTable)
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
