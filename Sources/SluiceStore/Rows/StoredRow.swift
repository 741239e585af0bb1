/// A row of the database, as far as it must be known to take it back.
struct StoredRow {
    /// Its id.
    let id: Int64
    /// The ledger id of its file.
    let fileID: Int64
    /// The id of its location.
    let locationID: Int64
    /// Its time in milliseconds since 1970.
    let milliseconds: Int64

    /// Reads four columns of the current row of a statement, in the order of the properties.
    init(_ statement: Statement, from column: Int32) {
        id = statement.integer(column)
        fileID = statement.integer(column + 1)
        locationID = statement.integer(column + 2)
        milliseconds = statement.integer(column + 3)
    }

    /// The columns that ``init(_:from:)`` reads, of a table.
    static func columns(_ table: String) -> String {
        "\(table).id, \(table).file_id, \(table).location_id, \(table).timestamp_ms"
    }
}
