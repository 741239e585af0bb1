internal import SluiceCore

/// The statements that find rows of the same key. A class, because it owns statements.
final class KeySearch {
    /// The schema of the chunks.
    let schema: RowSchema
    /// The key.
    let key: DatasetKey
    private let known: Statement
    private let shared: Statement

    /// Compiles the statements. Slow to search where the dataset was not registered with the key, and so has no index of it.
    init(
        _ schema: RowSchema, _ key: DatasetKey, _ layout: DatasetLayout, image: DatabaseImage,
        _ connection: Connection
    ) throws(StoreError) {
        self.schema = schema
        self.key = key
        let index = try KeyIndex(key, of: schema, layout)
        let isThere = try connection.integer(
            """
            SELECT 1 FROM main.sqlite_schema
                WHERE type = 'index' AND name = \(ViewText.literal(index.searched))
            """)
        let indexed = isThere == nil ? "" : "INDEXED BY \(index.searched)"
        let isNew = index.matches(named: { "s.\($0)" }) { "s.c\(index.positions[$0])" }
        known = try Statement(
            connection,
            """
            SELECT s.id, \(StoredRow.columns("r")) FROM \(image.schema).\(layout.rowsTable) s NOT INDEXED
                CROSS JOIN main.\(layout.rowsTable) r \(indexed)
                CROSS JOIN main.ledger f ON f.id = r.file_id
                WHERE \(isNew) AND (f.status <> 'loading' OR f.id = ?1)
            """)
        let isShared = index.matches(named: { "o.\($0)" }) { "o.c\(index.positions[$0])" }
        shared = try Statement(
            connection,
            """
            SELECT \(StoredRow.columns("r")), \(StoredRow.columns("o")) FROM main.\(layout.rowsTable) o
                CROSS JOIN main.\(layout.rowsTable) r \(indexed)
                WHERE o.id BETWEEN ?1 AND ?2 AND \(isShared) AND r.file_id = ?3
            """)
    }

    /// The rows that the image shows, with their lines as ids, whose key a committed row or one of a given file has, with those rows.
    ///
    /// `row` gives the number of a row from its line. One search of the index for each row of the image.
    func knownRows(
        orOfFile id: Int64, row: (Int64) -> Int?
    ) throws(StoreError) -> [(row: Int, stored: StoredRow)] {
        known.bind(id, at: 1)
        defer { known.reset() }
        var result: [(row: Int, stored: StoredRow)] = []
        while try known.step() {
            guard let row = row(known.integer(0)) else { continue }
            result.append((row, StoredRow(known, from: 1)))
        }
        return result
    }

    /// The rows of a file whose key a row in a range of row ids has, with those rows.
    func sharedRows(
        ofFile id: Int64, with range: ClosedRange<Int64>
    ) throws(StoreError) -> [(own: StoredRow, other: StoredRow)] {
        shared.bind(range.lowerBound, at: 1)
        shared.bind(range.upperBound, at: 2)
        shared.bind(id, at: 3)
        defer { shared.reset() }
        var result: [(own: StoredRow, other: StoredRow)] = []
        while try shared.step() {
            result.append((StoredRow(shared, from: 0), StoredRow(shared, from: 4)))
        }
        return result
    }
}
