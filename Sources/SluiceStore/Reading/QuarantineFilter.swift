package import SluiceCore

/// Which quarantine entries a page shows; what is nil does not restrict.
package struct QuarantineFilter: Sendable, Equatable {
    /// The file's name as text, exactly.
    package var fileName: String?
    /// The file's ledger id.
    package var fileID: Int64?
    /// A finding of this kind. It is one finding that is of the kind, in the column and of the shape.
    package var code: FindingCode?
    /// A finding in the column of this name, or of the rule across fields.
    package var column: String?
    /// A finding of this ``Finding/shape``.
    package var shape: String?
    /// A record of this location.
    package var location: String?
    /// What a filter of the console lets through.
    package var expression = FilterExpression()
    /// What has become of the entry.
    package var status: QuarantineStatus? = .held

    /// All that is held.
    package init() {}

    /// The tables in which `e` is an entry and `f` its file. Where findings are asked for these come first: they are a tenth as large,
    /// and a page ends with its last row.
    var tables: String {
        looksAtFindings
            ? """
            entry_findings n CROSS JOIN entries e ON e.id = n.entry_id
            CROSS JOIN ledger f ON f.id = e.file_id
            """ : "entries e JOIN ledger f ON f.id = e.file_id"
    }

    /// The id of an entry, by which rows are in order without being sorted.
    var key: String { looksAtFindings ? "n.entry_id" : "e.id" }

    /// What makes one row of an entry that has several such findings, behind the conditions.
    var grouping: String { looksAtFindings ? " GROUP BY n.entry_id" : "" }

    private var looksAtFindings: Bool { code != nil || column != nil || shape != nil }

    /// True when nothing is left out by anything but its status.
    package var isEmpty: Bool {
        isQueryOnly && isPlain
    }

    /// True when nothing is left out by anything but its status and ``query``.
    var isQueryOnly: Bool { fileName == nil && fileID == nil && !looksAtFindings }

    /// True when SQL alone can tell which entries it lets through.
    package var isPlain: Bool { shape == nil && location == nil && expression.isEmpty }

    /// What can be told by an index of the entries only; nil when there is nothing.
    var query: QuarantineQuery? {
        guard location != nil || !expression.isEmpty else { return nil }
        var query = QuarantineQuery()
        query.filter = expression
        if let location {
            query.group = QuarantineGroup.Key()
            query.group?.location = location
        }
        return query
    }

    /// ``Finding/subject`` in SQL.
    private static let subject =
        "COALESCE(k.column_name, CASE k.code WHEN 'RULE' THEN k.rule ELSE '' END)"

    /// The conditions in SQL, each beginning with AND; parameters from 10 on.
    var condition: String {
        var sql = ""
        if fileName != nil { sql += " AND e.file_id IN (SELECT id FROM ledger WHERE name = ?10)" }
        if fileID != nil { sql += " AND e.file_id = ?11" }
        if status != nil { sql += " AND e.status = ?12" }
        if code != nil || column != nil {
            sql += """
                 AND n.kind_id IN (SELECT k.id FROM finding_kinds k
                    WHERE 1\(code == nil ? "" : " AND k.code = ?13")
                    \(column == nil ? "" : " AND \(Self.subject) = ?14"))
                """
        }
        return sql
    }

    /// Binds the parameters of ``condition``.
    func bind(to statement: Statement) {
        if let fileName { statement.bind(fileName, at: 10) }
        if let fileID { statement.bind(fileID, at: 11) }
        if let status { statement.bind(status.number, at: 12) }
        if let code { statement.bind(code.rawValue, at: 13) }
        if let column { statement.bind(column, at: 14) }
    }
}
