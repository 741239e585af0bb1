internal import SluiceCore

/// Rows that a batch once stored, kept aside while it is undone so that it can be done again exactly.
///
/// They lie in `kept_<dataset>`, a table with the columns of the rows and the batch.
struct KeptRows {
    private let connection: Connection
    private let layout: DatasetLayout
    /// True when single rows are only found and stay where they are.
    private let isDry: Bool
    private let table: String
    private let columns: String
    /// The texts for one row, made once: an undo of 100 000 entries uses each of them as often.
    private let taking: Texts
    private let puttingBack: Texts

    /// What moves one row, ?1, of a batch, ?2, from one table to the other.
    private struct Texts {
        let search: String
        let copy: String
        let removal: String
    }

    /// The kept rows of a dataset, whose table ``prepare(_:_:)`` has made.
    ///
    /// In a dry run single rows are found and stay where they are; nothing may have been kept yet then.
    init(_ connection: Connection, _ layout: DatasetLayout, isDry: Bool = false) {
        self.connection = connection
        self.layout = layout
        self.isDry = isDry
        let (rows, table) = (layout.rowsTable, Self.table(layout))
        let columns = Self.columns(layout).joined(separator: ", ")
        let row = StoredRow.columns("r")
        self.table = table
        self.columns = columns
        taking = Texts(
            search: "SELECT \(row) FROM \(rows) r WHERE id = ?1 AND ?2 NOT NULL",
            copy: """
                INSERT INTO \(table)(batch, \(columns)) SELECT ?2, \(columns) FROM \(rows)
                    WHERE id = ?1
                """,
            removal: "DELETE FROM \(rows) WHERE id = ?1 AND ?2")
        let kept = "batch = ?2 AND id = ?1"
        puttingBack = Texts(
            search: "SELECT \(row) FROM \(table) r WHERE \(kept)",
            copy: """
                INSERT INTO \(rows)(\(columns)) SELECT \(columns) FROM \(table) WHERE \(kept)
                """,
            removal: "DELETE FROM \(table) WHERE \(kept)")
    }

    private static func table(_ layout: DatasetLayout) -> String { "kept_\(layout.dataset)" }

    private static func columns(_ layout: DatasetLayout) -> [String] {
        ["id", "timestamp_ms", "file_id", "location_id", "extra"]
            + layout.columns.indices.map { "c\($0)" }
    }

    /// Makes the table of a dataset, or extends it by new columns; outside a group, because a change of the schema that is rolled
    /// back has "BEGIN IMMEDIATE" compiled anew, which then fails on the read-only image.
    static func prepare(_ connection: Connection, _ layout: DatasetLayout) throws(StoreError) {
        let (table, columns) = (table(layout), columns(layout))
        let known = try columnCount(of: table, connection)
        guard known < columns.count + 1 else { return }
        connection.forgetStatements()
        if known == 0 {
            try connection.execute(
                """
                CREATE TABLE \(table)(batch INTEGER, \(columns.joined(separator: ", ")),
                    PRIMARY KEY (batch, id)) WITHOUT ROWID
                """)
        } else {
            for column in columns.dropFirst(known - 1) {
                try connection.execute("ALTER TABLE \(table) ADD COLUMN \(column)")
            }
        }
    }

    /// The table of a dataset's kept rows; nil when nothing was ever kept.
    static func table(
        ifThere layout: DatasetLayout, _ connection: Connection
    ) throws(StoreError) -> String? {
        let table = table(layout)
        return try columnCount(of: table, connection) > 0 ? table : nil
    }

    private static func columnCount(
        of table: String, _ connection: Connection
    ) throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM pragma_table_info('\(table)')") ?? 0)
    }

    /// Takes a row out of its table and keeps it for a batch; nil when it is not there.
    func take(_ id: Int64, for batch: Int64) throws(StoreError) -> StoredRow? {
        try move(id, batch, taking)
    }

    /// Puts a row that is kept for a batch back into its table; nil when none is.
    func putBack(_ id: Int64, of batch: Int64) throws(StoreError) -> StoredRow? {
        try move(id, batch, puttingBack)
    }

    /// Exchanges all rows of a file with those that are kept for a batch, of which there may be none.
    func exchange(_ rows: ClosedRange<Int64>, of batch: Int64) throws(StoreError) {
        // What is in the table goes under a number that no batch has, until what was kept is back.
        for sql in [
            """
            INSERT INTO \(table)(batch, \(columns)) SELECT -?3, \(columns) FROM \(layout.rowsTable)
                WHERE id BETWEEN ?1 AND ?2
            """,
            "DELETE FROM \(layout.rowsTable) WHERE id BETWEEN ?1 AND ?2 AND ?3",
            """
            INSERT INTO \(layout.rowsTable)(\(columns)) SELECT \(columns) FROM \(table)
                WHERE id BETWEEN ?1 AND ?2 AND batch = ?3
            """,
            "DELETE FROM \(table) WHERE id BETWEEN ?1 AND ?2 AND batch = ?3",
            "UPDATE \(table) SET batch = ?3 WHERE id BETWEEN ?1 AND ?2 AND batch = -?3",
        ] {
            try connection.run(sql, rows.lowerBound, rows.upperBound, batch)
        }
    }

    private func move(
        _ id: Int64, _ batch: Int64, _ texts: Texts
    ) throws(StoreError) -> StoredRow? {
        let search = try connection.statement(texts.search)
        search.bind(id, at: 1)
        search.bind(batch, at: 2)
        let row = try search.step() ? StoredRow(search, from: 0) : nil
        search.reset()
        guard let row, !isDry else { return row }
        try connection.run(texts.copy, id, batch)
        try connection.run(texts.removal, id, batch)
        return row
    }
}
