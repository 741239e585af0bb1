internal import SluiceCore

/// A quarantine entry as an operation finds it.
struct SelectedEntry {
    /// Its id.
    let id: Int64
    /// The ledger id of its file.
    let fileID: Int64
    /// The line its record starts on; nil for a file.
    let line: Int?
    /// Its bytes.
    let raw: [UInt8]
    /// How many bytes the record has where `raw` is only the beginning; nil when it is whole.
    let rawSize: Int?
    /// What a batch may change of it.
    let state: EntryState

    /// An entry; nil when there is none of this id. One search of the table.
    static func find(
        _ id: Int64, _ connection: Connection
    ) throws(StoreError) -> SelectedEntry? {
        let statement = try connection.statement(
            """
            SELECT file_id, line, raw, raw_size, status, attempts, resolved_at, touched_by
                FROM entries WHERE id = ?1
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let number = statement.int(4)
        return SelectedEntry(
            id: id, fileID: statement.integer(0),
            line: statement.optionalInteger(1).map { Int($0) }, raw: statement.bytes(2),
            rawSize: statement.optionalInteger(3).map { Int($0) },
            state: EntryState(
                status: QuarantineStatus.allCases.first { $0.number == number } ?? .held,
                attempts: statement.int(5), resolvedAt: statement.optionalInteger(6),
                touchedBy: statement.optionalInteger(7)))
    }

    /// Gives `body` the entries of a file that an SQL condition holds for, in the order of their lines; it may change them.
    static func forEach(
        ofFile file: Int64, where condition: String, _ connection: Connection,
        _ body: (SelectedEntry) throws(StoreError) -> Void
    ) throws(StoreError) {
        let statement = try connection.statement(
            "SELECT id FROM entries WHERE file_id = ?1 AND \(condition) ORDER BY line, id")
        statement.bind(file, at: 1)
        var ids: [Int64] = []
        do {
            // Before `body`, which may ask for the same entries.
            defer { statement.reset() }
            while try statement.step() { ids.append(statement.integer(0)) }
        }
        for id in ids {
            if let entry = try find(id, connection) { try body(entry) }
        }
    }

    /// All findings of an entry, in their order.
    static func findings(
        of id: Int64, _ connection: Connection
    ) throws(StoreError) -> [Finding] {
        let statement = try connection.statement(
            """
            SELECT k.code, k.rule, k.column_index, k.column_name, k.message, n.value
                FROM entry_findings n JOIN finding_kinds k ON k.id = n.kind_id
                WHERE n.entry_id = ?1 ORDER BY n.position
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        var findings: [Finding] = []
        while try statement.step() {
            if let finding = Finding(kind: statement, value: statement.optionalBytes(5)) {
                findings.append(finding)
            }
        }
        return findings
    }
}
