internal import SluiceCore

/// A file of the ledger as operations see it: what its records are judged by, and where its rows lie.
struct OperationFile {
    /// Its ledger id.
    let id: Int64
    /// Its name as text, see `files.name`.
    let shownName: String
    /// Its name as it stood in the directory.
    let name: [UInt8]
    /// Name of its dataset; empty when it belongs to none.
    let dataset: String
    /// The bytes of its header record.
    let header: [UInt8]
    /// Where it stands.
    let status: FileStatus
    /// The ids its rows and partials may have.
    let rows: ClosedRange<Int64>
    /// In which form its partials are written.
    var form: Condensation

    /// A file by its ledger id; nil when it is unknown or still being loaded.
    static func find(
        _ id: Int64, _ connection: Connection
    ) throws(StoreError) -> OperationFile? {
        let statement = try connection.statement(
            """
            SELECT l.id, l.name, COALESCE(l.name_bytes, l.name), l.dataset, h.bytes, l.status, l.first_row,
                l.last_row, l.condensed FROM ledger l LEFT JOIN headers h ON h.id = l.header_id
                WHERE l.id = ?1 AND l.status <> 'loading'
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let first = statement.integer(6)
        return OperationFile(
            id: statement.integer(0), shownName: statement.text(1), name: statement.bytes(2),
            dataset: statement.text(3), header: statement.bytes(4),
            status: FileStatus(rawValue: statement.text(5)) ?? .committed,
            rows: first...max(first, statement.integer(7)),
            form: Condensation(rawValue: statement.int(8)) ?? .none)
    }

    /// The file whose rows may have an id; nil when there is none. Linear in the number of files.
    static func find(
        withRow row: Int64, _ connection: Connection
    ) throws(StoreError) -> OperationFile? {
        let statement = try connection.statement(
            "SELECT id FROM ledger WHERE ?1 BETWEEN first_row AND last_row")
        statement.bind(row, at: 1)
        defer { statement.reset() }
        return try statement.step() ? find(statement.integer(0), connection) : nil
    }

    /// Why files cannot be worked on of which the ledger lacks at least one: it names those, and the newest that there are.
    static func unknown(_ ids: [Int64], _ connection: Connection) throws(StoreError) -> StoreError {
        var missing: [String] = []
        for id in ids where try find(id, connection) == nil { missing.append("no file \(id)") }
        let statement = try connection.statement(
            "SELECT id, name FROM ledger WHERE status <> 'loading' ORDER BY id DESC LIMIT 5")
        defer { statement.reset() }
        var newest: [String] = []
        while try statement.step() { newest.append("\(statement.integer(0)) \(statement.text(1))") }
        let known =
            newest.isEmpty
            ? "no file was taken yet"
            : "the newest are \(newest.joined(separator: ", ")); all: SELECT id, name FROM files"
        return StoreError(
            .refused, "there is \(missing.joined(separator: " and ")); \(known)")
    }

    /// The id that the row of the record on a line has.
    func row(ofLine line: Int) -> Int64 { rows.lowerBound + Int64(line) }

    /// The line of the record that a row is of.
    func line(ofRow row: Int64) -> Int { Int(row - rows.lowerBound) }

    /// What becomes of the row of a line, without its cells.
    func outcome(ofLine line: Int, _ end: RecordOutcome.End) -> RecordOutcome {
        RecordOutcome(
            entry: nil, fileName: shownName, line: line, field: "", before: nil, after: nil,
            end: end)
    }

    /// The file as a restatement of its partials needs it.
    var partials: PartialRestatement.File {
        PartialRestatement.File(id: id, rows: rows, form: form)
    }
}
