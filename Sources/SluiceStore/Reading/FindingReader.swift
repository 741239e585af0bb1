internal import SluiceCore

/// Reads the findings of a page of entries by one query, and the words of each kind of finding once.
struct FindingReader {
    private let connection: Connection
    /// What findings of a kind have in common, by the id of the kind, which never means another.
    private var kinds: [Int64: Finding] = [:]

    /// A reader over a connection that sees what is committed.
    init(_ connection: Connection) { self.connection = connection }

    /// The findings by the id of their entry, in their order; entries without any are not among them.
    ///
    /// Ids that lie close together are read as one range.
    mutating func findings(of ids: [Int64]) throws(StoreError) -> [Int64: [Finding]] {
        guard let first = ids.min(), let last = ids.max() else { return [:] }
        var result: [Int64: [Finding]] = [:]
        if last - first < Int64(ids.count) * 4 {
            try read(first...last, into: &result)
        } else {
            for id in ids { try read(id...id, into: &result) }
        }
        return result
    }

    private mutating func read(
        _ ids: ClosedRange<Int64>, into result: inout [Int64: [Finding]]
    ) throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT entry_id, kind_id, value FROM entry_findings WHERE entry_id BETWEEN ?1 AND ?2
                ORDER BY entry_id, position
            """)
        statement.bind(ids.lowerBound, at: 1)
        statement.bind(ids.upperBound, at: 2)
        defer { statement.reset() }
        while try statement.step() {
            guard let kind = try kind(statement.integer(1)) else { continue }
            result[statement.integer(0), default: []].append(
                Finding(
                    kind.code, rule: kind.rule, columnIndex: kind.columnIndex,
                    columnName: kind.columnName, value: statement.optionalBytes(2),
                    message: kind.message))
        }
    }

    private mutating func kind(_ id: Int64) throws(StoreError) -> Finding? {
        if let known = kinds[id] { return known }
        let statement = try connection.statement(
            "SELECT code, rule, column_index, column_name, message FROM finding_kinds WHERE id = ?1"
        )
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let finding = Finding(kind: statement)
        kinds[id] = finding
        return finding
    }
}

extension Finding {
    /// A finding of the kind in the current row of a statement, whose first columns are code, rule, column index and name, and
    /// message; nil for a code that this program does not know.
    init?(kind row: Statement, value: [UInt8]? = nil) {
        guard let code = FindingCode(rawValue: row.text(0)) else { return nil }
        self.init(
            code, rule: row.text(1), columnIndex: row.optionalInteger(2).map { Int($0) },
            columnName: row.optionalText(3), value: value, message: row.text(4))
    }
}
