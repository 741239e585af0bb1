/// Tells where the records of rows stand, for operators.
struct RowPlaces {
    private let connection: Connection
    /// The file of the row that was told last: most rows are of the file of the one before.
    private var file: OperationFile?

    /// Places in the files of a connection.
    init(_ connection: Connection) { self.connection = connection }

    /// Where the record of a row stands: `a.csv:3`. A file that it is likely of spares a search.
    mutating func place(
        ofRow row: Int64, near likely: OperationFile
    ) throws(StoreError) -> String {
        if likely.rows.contains(row) { file = likely }
        if file?.rows.contains(row) != true {
            file = try OperationFile.find(withRow: row, connection)
        }
        return file.map { "\($0.shownName):\($0.line(ofRow: row))" } ?? "row \(row)"
    }
}
